-- The second wall. patchbay_app sees only the agency that its transaction names; patchbay_system is the
-- worker and the look-ups before a tenant is known. Neither owns anything here, and neither bypasses RLS.
GRANT USAGE ON SCHEMA public TO patchbay_app, patchbay_system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO patchbay_system;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO patchbay_app, patchbay_system;
--> statement-breakpoint
GRANT SELECT ON agencies, memberships TO patchbay_app;
--> statement-breakpoint
GRANT SELECT (id, email, name, disabled_at, created_at) ON users TO patchbay_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON creators, connections, connection_data, link_sessions, orphans, provider_accounts, provider_deletions TO patchbay_app;
--> statement-breakpoint
GRANT DELETE ON connection_data TO patchbay_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON events, audit_log TO patchbay_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON events, audit_log FROM patchbay_system;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['memberships','creators','connections','connection_data','link_sessions','events',
    'audit_log','orphans','provider_accounts','provider_deletions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO patchbay_app USING (agency_id = nullif(current_setting(''app.agency_id'', true), '''')::uuid) WITH CHECK (agency_id = nullif(current_setting(''app.agency_id'', true), '''')::uuid)', t);
    EXECUTE format('CREATE POLICY system ON %I TO patchbay_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE agencies ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE agencies FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON agencies TO patchbay_app USING (id = nullif(current_setting('app.agency_id', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY system ON agencies TO patchbay_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE users FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON users TO patchbay_app USING (
  EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = users.id));
--> statement-breakpoint
CREATE POLICY system ON users TO patchbay_system USING (true) WITH CHECK (true);
