-- A Link session and a line of a timeline may belong to an invite; both are older tables than it.
ALTER TABLE link_sessions ADD CONSTRAINT link_sessions_invite_fk FOREIGN KEY (agency_id, invite_id) REFERENCES invites (agency_id, id);
--> statement-breakpoint
ALTER TABLE events ADD CONSTRAINT events_invite_fk FOREIGN KEY (agency_id, invite_id) REFERENCES invites (agency_id, id);
--> statement-breakpoint
UPDATE events SET actor_kind = 'user' WHERE actor_user_id IS NOT NULL;
--> statement-breakpoint
UPDATE audit_log SET actor_kind = 'user' WHERE actor_user_id IS NOT NULL;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON agency_secrets, agency_logos, invites, invite_tokens, consents, creator_contacts, creator_codes,
  creator_sessions, team_invites, assignments, password_resets, user_totp, recovery_codes, notices, mails, bulk_jobs, bulk_items TO patchbay_system;
--> statement-breakpoint
-- What was agreed to and which tokens there were is written once.
REVOKE UPDATE, DELETE ON consents, invite_tokens FROM patchbay_system;
--> statement-breakpoint
GRANT SELECT, INSERT ON agency_secrets, invite_tokens, consents, mails TO patchbay_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON invites, team_invites, password_resets, notices, bulk_jobs, bulk_items TO patchbay_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON assignments TO patchbay_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON agency_logos TO patchbay_app;
--> statement-breakpoint
GRANT UPDATE (name) ON agencies TO patchbay_app;
--> statement-breakpoint
GRANT UPDATE (role, assigned_only, deactivated_at, notice_channel, notice_cadence) ON memberships TO patchbay_app;
--> statement-breakpoint
-- A creator's own address is hers: whatever the team does goes through this role, and it may only look.
GRANT SELECT ON creator_contacts TO patchbay_app;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['agency_secrets','agency_logos','invites','invite_tokens','consents','creator_contacts','creator_codes',
    'creator_sessions','team_invites','assignments','password_resets','notices','mails','bulk_jobs','bulk_items'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO patchbay_app USING (agency_id = nullif(current_setting(''app.agency_id'', true), '''')::uuid) WITH CHECK (agency_id = nullif(current_setting(''app.agency_id'', true), '''')::uuid)', t);
    EXECUTE format('CREATE POLICY system ON %I TO patchbay_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- The third wall: a transaction may be narrowed further, to one creator (her own page) or to the creators that
-- are assigned to one member of the staff. Unset means all of the agency. The settings are read once per statement.
DO $$
DECLARE
  t record;
  hers text := '(SELECT coalesce(current_setting(''app.creator_id'', true), '''')) = '''' OR %1$s = (SELECT nullif(current_setting(''app.creator_id'', true), '''')::uuid)';
  theirs text := '(SELECT coalesce(current_setting(''app.assigned_to'', true), '''')) = '''' OR %1$s IN (SELECT a.creator_id FROM assignments a WHERE a.user_id = (SELECT nullif(current_setting(''app.assigned_to'', true), '''')::uuid))';
BEGIN
  FOR t IN SELECT * FROM (VALUES ('creators','id'), ('connections','creator_id'), ('link_sessions','creator_id'), ('invites','creator_id'),
    ('consents','creator_id'), ('creator_contacts','creator_id')) AS v(name, col) LOOP
    EXECUTE format('CREATE POLICY scope ON %I AS RESTRICTIVE TO patchbay_app USING ((' || format(hers, t.col) || ') AND (' || format(theirs, t.col) || ')) WITH CHECK (true)', t.name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY scope ON connection_data AS RESTRICTIVE TO patchbay_app USING (
  ((SELECT coalesce(current_setting('app.creator_id', true), '') || coalesce(current_setting('app.assigned_to', true), '')) = '')
  OR EXISTS (SELECT 1 FROM connections c WHERE c.agency_id = connection_data.agency_id AND c.id = connection_data.connection_id)) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY scope ON notices AS RESTRICTIVE TO patchbay_app USING (
  ((SELECT coalesce(current_setting('app.creator_id', true), '') || coalesce(current_setting('app.assigned_to', true), '')) = '')
  OR EXISTS (SELECT 1 FROM connections c WHERE c.agency_id = notices.agency_id AND c.id = notices.connection_id)) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY scope ON bulk_items AS RESTRICTIVE TO patchbay_app USING (
  ((SELECT coalesce(current_setting('app.creator_id', true), '') || coalesce(current_setting('app.assigned_to', true), '')) = '')
  OR EXISTS (SELECT 1 FROM connections c WHERE c.agency_id = bulk_items.agency_id AND c.id = bulk_items.connection_id)) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY scope ON events AS RESTRICTIVE TO patchbay_app USING (
  ((SELECT coalesce(current_setting('app.creator_id', true), '') || coalesce(current_setting('app.assigned_to', true), '')) = '')
  OR EXISTS (SELECT 1 FROM connections c WHERE c.agency_id = events.agency_id AND c.id = events.connection_id)
  OR EXISTS (SELECT 1 FROM link_sessions s WHERE s.agency_id = events.agency_id AND s.id = events.link_session_id)
  OR EXISTS (SELECT 1 FROM invites i WHERE i.agency_id = events.agency_id AND i.id = events.invite_id)) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY scope ON orphans AS RESTRICTIVE TO patchbay_app USING (
  (SELECT coalesce(current_setting('app.creator_id', true), '') || coalesce(current_setting('app.assigned_to', true), '')) = '') WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY scope ON audit_log AS RESTRICTIVE TO patchbay_app USING (
  (SELECT coalesce(current_setting('app.creator_id', true), '') || coalesce(current_setting('app.assigned_to', true), '')) = '') WITH CHECK (true);
