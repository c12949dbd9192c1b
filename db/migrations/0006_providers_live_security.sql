-- Until now the provider's own list of client apps said which modes there are; white-label is used only where an agency turns it on.
UPDATE provider_accounts SET allowed_modes = ARRAY['redirect', 'embed']::link_mode[] WHERE allowed_modes IS NULL;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_secrets, webhook_deliveries, webhook_refusals, handoffs, login_attempts, login_overrides TO patchbay_system;
--> statement-breakpoint
-- What was counted and decided is written once; an override is marked as used.
REVOKE UPDATE, DELETE ON login_attempts FROM patchbay_system;
--> statement-breakpoint
GRANT SELECT, INSERT ON login_attempts TO patchbay_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON webhook_secrets, webhook_deliveries, webhook_refusals, handoffs, login_overrides TO patchbay_app;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['webhook_secrets','webhook_deliveries','webhook_refusals','handoffs','login_attempts','login_overrides'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO patchbay_app USING (agency_id = nullif(current_setting(''app.agency_id'', true), '''')::uuid) WITH CHECK (agency_id = nullif(current_setting(''app.agency_id'', true), '''')::uuid)', t);
    EXECUTE format('CREATE POLICY system ON %I TO patchbay_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  t record;
  hers text := '(SELECT coalesce(current_setting(''app.creator_id'', true), '''')) = '''' OR %1$s = (SELECT nullif(current_setting(''app.creator_id'', true), '''')::uuid)';
  theirs text := '(SELECT coalesce(current_setting(''app.assigned_to'', true), '''')) = '''' OR %1$s IN (SELECT a.creator_id FROM assignments a WHERE a.user_id = (SELECT nullif(current_setting(''app.assigned_to'', true), '''')::uuid))';
BEGIN
  FOR t IN SELECT * FROM (VALUES ('login_attempts','creator_id'), ('login_overrides','creator_id')) AS v(name, col) LOOP
    EXECUTE format('CREATE POLICY scope ON %I AS RESTRICTIVE TO patchbay_app USING ((' || format(hers, t.col) || ') AND (' || format(theirs, t.col) || ')) WITH CHECK (true)', t.name);
  END LOOP;
  FOR t IN SELECT * FROM (VALUES ('webhook_secrets'), ('webhook_deliveries'), ('webhook_refusals')) AS v(name) LOOP
    EXECUTE format('CREATE POLICY scope ON %I AS RESTRICTIVE TO patchbay_app USING ((SELECT coalesce(current_setting(''app.creator_id'', true), '''') || coalesce(current_setting(''app.assigned_to'', true), '''')) = '''') WITH CHECK (true)', t.name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY scope ON handoffs AS RESTRICTIVE TO patchbay_app USING (
  ((SELECT coalesce(current_setting('app.creator_id', true), '') || coalesce(current_setting('app.assigned_to', true), '')) = '')
  OR EXISTS (SELECT 1 FROM link_sessions s WHERE s.agency_id = handoffs.agency_id AND s.id = handoffs.link_session_id)) WITH CHECK (true);
