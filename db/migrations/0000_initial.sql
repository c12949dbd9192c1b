CREATE TYPE "public"."connection_status" AS ENUM('active', 'expiring', 'needs_reauth', 'awaiting_2fa', 'needs_review', 'disconnected');--> statement-breakpoint
CREATE TYPE "public"."link_purpose" AS ENUM('connect', 'reconnect');--> statement-breakpoint
CREATE TYPE "public"."link_state" AS ENUM('created', 'open', 'authenticating', 'challenge', 'verifying', 'needs_review', 'completed', 'dropped', 'cancelled', 'failed', 'expired', 'revoked');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('owner', 'admin', 'staff', 'creator');--> statement-breakpoint
CREATE TYPE "public"."link_mode" AS ENUM('redirect', 'embed', 'whitelabel', 'polling');--> statement-breakpoint
CREATE TYPE "public"."provider" AS ENUM('ofauth');--> statement-breakpoint
CREATE TABLE "agencies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"agency_id" uuid NOT NULL,
	"actor_user_id" uuid,
	"action" text NOT NULL,
	"target_type" text NOT NULL,
	"target_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"request_id" text NOT NULL,
	"address" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connection_data" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb,
	"fetched_at" timestamp with time zone,
	"error" text,
	"error_at" timestamp with time zone,
	CONSTRAINT "connection_data_kind" UNIQUE("agency_id","connection_id","kind")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"provider_account_id" uuid NOT NULL,
	"provider" "provider" NOT NULL,
	"provider_connection_id" text NOT NULL,
	"of_user_id" text NOT NULL,
	"username" text NOT NULL,
	"display_name" text NOT NULL,
	"avatar_url" text,
	"permissions" text[] DEFAULT '{}' NOT NULL,
	"reference_id" text,
	"status" "connection_status" NOT NULL,
	"status_reason" text NOT NULL,
	"status_changed_at" timestamp with time zone NOT NULL,
	"broken_since" timestamp with time zone,
	"last_proven_at" timestamp with time zone,
	"last_checked_at" timestamp with time zone,
	"connected_by" uuid,
	"owner_id" uuid,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"search_text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "connections_tenant" UNIQUE("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "creators" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "creators_tenant" UNIQUE("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"agency_id" uuid NOT NULL,
	"connection_id" uuid,
	"link_session_id" uuid,
	"kind" text NOT NULL,
	"actor_user_id" uuid,
	"data" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"provider_account_id" uuid NOT NULL,
	"provider" "provider" NOT NULL,
	"mode" "link_mode" NOT NULL,
	"purpose" "link_purpose" NOT NULL,
	"state" "link_state" NOT NULL,
	"creator_id" uuid NOT NULL,
	"connection_id" uuid,
	"result_connection_id" uuid,
	"reference_id" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"provider_session_sealed" text,
	"browser_hash" text,
	"browser_key" text,
	"initiated_by" uuid,
	"country" text,
	"region" text,
	"city" text,
	"note" text DEFAULT '' NOT NULL,
	"challenge" jsonb,
	"candidate" jsonb,
	"review_reason" text,
	"outcome_code" text,
	"browser_returned" boolean DEFAULT false NOT NULL,
	"proof_attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"last_checked_at" timestamp with time zone,
	"state_changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "link_sessions_tenant" UNIQUE("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"agency_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "role" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_agency_id_user_id_pk" PRIMARY KEY("agency_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "orphans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"provider_account_id" uuid NOT NULL,
	"provider_connection_id" text NOT NULL,
	"of_user_id" text NOT NULL,
	"username" text NOT NULL,
	"display_name" text NOT NULL,
	"avatar_url" text,
	"reference_id" text,
	"remote_status" text NOT NULL,
	"remote_created_at" timestamp with time zone,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolution" text,
	CONSTRAINT "orphans_remote" UNIQUE("agency_id","provider_account_id","provider_connection_id")
);
--> statement-breakpoint
CREATE TABLE "provider_accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"provider" "provider" NOT NULL,
	"label" text NOT NULL,
	"api_key_sealed" text NOT NULL,
	"api_key_fingerprint" text NOT NULL,
	"apps" jsonb NOT NULL,
	"key_refused_at" timestamp with time zone,
	"unavailable_since" timestamp with time zone,
	"misconfigured_at" timestamp with time zone,
	"last_listed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_accounts_tenant" UNIQUE("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "provider_deletions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"provider_account_id" uuid NOT NULL,
	"provider_connection_id" text NOT NULL,
	"connection_id" uuid,
	"link_session_id" uuid,
	"reason" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "security_counters" (
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "security_counters_day_kind_pk" PRIMARY KEY("day","kind")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"user_agent" text NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "setup_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"password_changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_user_id_users_id_fk" FOREIGN KEY ("actor_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_data" ADD CONSTRAINT "connection_data_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_data" ADD CONSTRAINT "connection_data_connection_fk" FOREIGN KEY ("agency_id","connection_id") REFERENCES "public"."connections"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_connected_by_users_id_fk" FOREIGN KEY ("connected_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_creator_fk" FOREIGN KEY ("agency_id","creator_id") REFERENCES "public"."creators"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_provider_account_fk" FOREIGN KEY ("agency_id","provider_account_id") REFERENCES "public"."provider_accounts"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creators" ADD CONSTRAINT "creators_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creators" ADD CONSTRAINT "creators_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_actor_user_id_users_id_fk" FOREIGN KEY ("actor_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_connection_fk" FOREIGN KEY ("agency_id","connection_id") REFERENCES "public"."connections"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_link_session_fk" FOREIGN KEY ("agency_id","link_session_id") REFERENCES "public"."link_sessions"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD CONSTRAINT "link_sessions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD CONSTRAINT "link_sessions_initiated_by_users_id_fk" FOREIGN KEY ("initiated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD CONSTRAINT "link_sessions_creator_fk" FOREIGN KEY ("agency_id","creator_id") REFERENCES "public"."creators"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD CONSTRAINT "link_sessions_provider_account_fk" FOREIGN KEY ("agency_id","provider_account_id") REFERENCES "public"."provider_accounts"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD CONSTRAINT "link_sessions_connection_fk" FOREIGN KEY ("agency_id","connection_id") REFERENCES "public"."connections"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD CONSTRAINT "link_sessions_result_fk" FOREIGN KEY ("agency_id","result_connection_id") REFERENCES "public"."connections"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orphans" ADD CONSTRAINT "orphans_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orphans" ADD CONSTRAINT "orphans_provider_account_fk" FOREIGN KEY ("agency_id","provider_account_id") REFERENCES "public"."provider_accounts"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD CONSTRAINT "provider_accounts_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_deletions" ADD CONSTRAINT "provider_deletions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_deletions" ADD CONSTRAINT "provider_deletions_provider_account_fk" FOREIGN KEY ("agency_id","provider_account_id") REFERENCES "public"."provider_accounts"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agencies_slug" ON "agencies" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "audit_log_recent" ON "audit_log" USING btree ("agency_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_target" ON "audit_log" USING btree ("agency_id","target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "connections_provider_id" ON "connections" USING btree ("provider_account_id","provider_connection_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "connections_of_user" ON "connections" USING btree ("provider_account_id","of_user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "connections_by_name" ON "connections" USING btree ("agency_id","display_name","id");--> statement-breakpoint
CREATE INDEX "connections_by_proven" ON "connections" USING btree ("agency_id","last_proven_at","id");--> statement-breakpoint
CREATE INDEX "connections_by_created" ON "connections" USING btree ("agency_id","created_at","id");--> statement-breakpoint
CREATE INDEX "connections_by_status" ON "connections" USING btree ("agency_id","status","id");--> statement-breakpoint
CREATE INDEX "connections_broken" ON "connections" USING btree ("agency_id","broken_since","id") WHERE broken_since is not null;--> statement-breakpoint
CREATE INDEX "connections_creator" ON "connections" USING btree ("agency_id","creator_id");--> statement-breakpoint
CREATE INDEX "connections_tags" ON "connections" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "creators_name" ON "creators" USING btree ("agency_id","name","id");--> statement-breakpoint
CREATE INDEX "events_connection" ON "events" USING btree ("agency_id","connection_id","at","id");--> statement-breakpoint
CREATE INDEX "events_link_session" ON "events" USING btree ("agency_id","link_session_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "link_sessions_reference" ON "link_sessions" USING btree ("reference_id");--> statement-breakpoint
CREATE UNIQUE INDEX "link_sessions_idempotency" ON "link_sessions" USING btree ("agency_id","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "link_sessions_live_reconnect" ON "link_sessions" USING btree ("agency_id","connection_id") WHERE connection_id is not null and state in ('created','open','authenticating','challenge','verifying');--> statement-breakpoint
CREATE INDEX "link_sessions_recent" ON "link_sessions" USING btree ("agency_id","created_at","id");--> statement-breakpoint
CREATE INDEX "link_sessions_live" ON "link_sessions" USING btree ("state","last_checked_at") WHERE state in ('created','open','authenticating','challenge','verifying');--> statement-breakpoint
CREATE INDEX "link_sessions_browser" ON "link_sessions" USING btree ("browser_key","created_at");--> statement-breakpoint
CREATE INDEX "link_sessions_connection" ON "link_sessions" USING btree ("agency_id","connection_id");--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "orphans_open" ON "orphans" USING btree ("agency_id","resolved_at");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_accounts_key" ON "provider_accounts" USING btree ("provider","api_key_fingerprint");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_deletions_open" ON "provider_deletions" USING btree ("provider_account_id","provider_connection_id") WHERE confirmed_at is null;--> statement-breakpoint
CREATE INDEX "provider_deletions_due" ON "provider_deletions" USING btree ("next_attempt_at") WHERE confirmed_at is null;--> statement-breakpoint
CREATE INDEX "provider_deletions_connection" ON "provider_deletions" USING btree ("agency_id","connection_id");--> statement-breakpoint
CREATE INDEX "rate_limits_window" ON "rate_limits" USING btree ("window_ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");