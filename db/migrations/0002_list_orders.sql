DROP INDEX "creators_name";--> statement-breakpoint
DROP INDEX "connections_by_name";--> statement-breakpoint
DROP INDEX "connections_by_proven";--> statement-breakpoint
CREATE INDEX "connections_by_broken" ON "connections" USING btree ("agency_id",coalesce(broken_since, 'infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "creators_by_name" ON "creators" USING btree ("agency_id",lower(name),"id");--> statement-breakpoint
CREATE INDEX "link_sessions_review" ON "link_sessions" USING btree ("agency_id","state_changed_at") WHERE state = 'needs_review';--> statement-breakpoint
CREATE INDEX "connections_by_name" ON "connections" USING btree ("agency_id",lower(display_name),"id");--> statement-breakpoint
CREATE INDEX "connections_by_proven" ON "connections" USING btree ("agency_id",coalesce(last_proven_at, 'epoch'::timestamptz),"id");