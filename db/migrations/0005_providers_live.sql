CREATE TYPE "public"."login_method" AS ENUM('password', 'mobile_app', 'stored');--> statement-breakpoint
ALTER TYPE "public"."provider" ADD VALUE 'onlyfansapi';--> statement-breakpoint
ALTER TYPE "public"."provider" ADD VALUE 'onlyfanskit';--> statement-breakpoint
CREATE TABLE "handoffs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"link_session_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"joined_at" timestamp with time zone,
	"browser_hash" text,
	"browser_key" text
);
--> statement-breakpoint
CREATE TABLE "login_attempts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"of_user_id" text,
	"link_session_id" uuid NOT NULL,
	"ordinal" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "login_overrides" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"granted_by" uuid NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"provider_account_id" uuid NOT NULL,
	"provider" "provider" NOT NULL,
	"delivery_key" text NOT NULL,
	"type" text NOT NULL,
	"kind" text NOT NULL,
	"provider_connection_id" text,
	"reference_id" text,
	"occurred_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"connection_id" uuid,
	"link_session_id" uuid,
	"outcome" text,
	"processed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_refusals" (
	"agency_id" uuid NOT NULL,
	"provider_account_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_refusals_provider_account_id_reason_day_pk" PRIMARY KEY("provider_account_id","reason","day")
);
--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"provider_account_id" uuid NOT NULL,
	"secret_sealed" text NOT NULL,
	"hint" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "strikes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "suspect_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "remembers_credentials" boolean;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "last_event_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "last_nudged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "provider_account_id" uuid;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "links_sealed" text;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "login_method" "login_method";--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "logins" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "remembers_credentials" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "progress" text;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "answering_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "answered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "next_poll_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "polls" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "link_sessions" ADD COLUMN "hinted_connection_id" text;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "enabled" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "allowed_modes" "link_mode"[];--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "webhook_scheme" text;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "key_hint" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "key_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "last_webhook_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "held_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "held_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_accounts" ADD COLUMN "held_released_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_link_session_fk" FOREIGN KEY ("agency_id","link_session_id") REFERENCES "public"."link_sessions"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_attempts" ADD CONSTRAINT "login_attempts_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_attempts" ADD CONSTRAINT "login_attempts_creator_fk" FOREIGN KEY ("agency_id","creator_id") REFERENCES "public"."creators"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_attempts" ADD CONSTRAINT "login_attempts_link_session_fk" FOREIGN KEY ("agency_id","link_session_id") REFERENCES "public"."link_sessions"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_overrides" ADD CONSTRAINT "login_overrides_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_overrides" ADD CONSTRAINT "login_overrides_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_overrides" ADD CONSTRAINT "login_overrides_creator_fk" FOREIGN KEY ("agency_id","creator_id") REFERENCES "public"."creators"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_provider_account_fk" FOREIGN KEY ("agency_id","provider_account_id") REFERENCES "public"."provider_accounts"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_refusals" ADD CONSTRAINT "webhook_refusals_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_refusals" ADD CONSTRAINT "webhook_refusals_provider_account_fk" FOREIGN KEY ("agency_id","provider_account_id") REFERENCES "public"."provider_accounts"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_provider_account_fk" FOREIGN KEY ("agency_id","provider_account_id") REFERENCES "public"."provider_accounts"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "handoffs_token" ON "handoffs" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "handoffs_session" ON "handoffs" USING btree ("agency_id","link_session_id");--> statement-breakpoint
CREATE INDEX "handoffs_browser" ON "handoffs" USING btree ("browser_key");--> statement-breakpoint
CREATE UNIQUE INDEX "login_attempts_once" ON "login_attempts" USING btree ("link_session_id","ordinal");--> statement-breakpoint
CREATE INDEX "login_attempts_creator" ON "login_attempts" USING btree ("agency_id","creator_id","at");--> statement-breakpoint
CREATE INDEX "login_attempts_user" ON "login_attempts" USING btree ("agency_id","of_user_id","at") WHERE of_user_id is not null;--> statement-breakpoint
CREATE INDEX "login_overrides_creator" ON "login_overrides" USING btree ("agency_id","creator_id","expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_key" ON "webhook_deliveries" USING btree ("provider_account_id","delivery_key");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_recent" ON "webhook_deliveries" USING btree ("agency_id","received_at","id");--> statement-breakpoint
CREATE INDEX "webhook_secrets_account" ON "webhook_secrets" USING btree ("agency_id","provider_account_id");--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_provider_account_fk" FOREIGN KEY ("agency_id","provider_account_id") REFERENCES "public"."provider_accounts"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connections_by_check" ON "connections" USING btree ("provider_account_id","last_checked_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "link_sessions_due" ON "link_sessions" USING btree ("next_poll_at") WHERE next_poll_at is not null;