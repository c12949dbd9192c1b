-- Tells the web processes what changed, so that open screens can follow: ids alone, never a value of a row. Postgres delivers
-- it when the transaction commits, and two equal messages of one transaction are one.
-- First argument: columns that no screen shows; an update of nothing else says nothing. Second: `together` leaves out which row
-- it was, where many change at once and the screens only ask for all of them.
CREATE FUNCTION patchbay_live() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  unseen text[] := string_to_array(coalesce(TG_ARGV[0], ''), ',');
  row_now jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN
    row_now := to_jsonb(OLD);
  ELSE
    row_now := to_jsonb(NEW);
  END IF;
  IF TG_OP = 'UPDATE' AND row_now - unseen = to_jsonb(OLD) - unseen THEN
    RETURN NULL;
  END IF;
  IF TG_ARGV[1] = 'together' THEN
    row_now := jsonb_build_object('agency_id', row_now -> 'agency_id', 'job_id', row_now -> 'job_id');
  END IF;
  PERFORM pg_notify('patchbay_live', jsonb_strip_nulls(jsonb_build_object(
    'table', TG_TABLE_NAME,
    'agency', row_now -> 'agency_id',
    'id', row_now -> 'id',
    'creator', row_now -> 'creator_id',
    'connection', row_now -> 'connection_id',
    'result', row_now -> 'result_connection_id',
    'session', row_now -> 'link_session_id',
    'invite', coalesce(row_now -> 'invite_id', row_now #> '{refs,inviteId}'),
    'job', row_now -> 'job_id',
    'user', row_now -> 'user_id'))::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION patchbay_live() FROM PUBLIC;
--> statement-breakpoint
DO $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES
    ('link_sessions', 'next_poll_at,polls,last_checked_at,proof_attempts,provider_session_sealed,links_sealed,browser_hash,browser_key,hinted_connection_id', ''),
    ('connections', 'last_checked_at,last_event_at,last_nudged_at,updated_at,search_text,strikes', ''),
    ('invites', '', ''),
    ('notices', 'mailed_at', ''),
    ('bulk_jobs', '', ''),
    ('provider_accounts', 'last_listed_at,last_webhook_at', ''),
    ('webhook_deliveries', '', 'together'),
    ('webhook_refusals', '', 'together'),
    ('webhook_secrets', '', 'together'),
    ('orphans', 'last_seen_at', 'together'),
    ('provider_deletions', 'next_attempt_at', ''),
    ('mails', 'attempts,next_attempt_at,sent_at', ''),
    ('handoffs', '', ''),
    ('memberships', 'notice_channel,notice_cadence', ''),
    ('assignments', '', ''),
    ('team_invites', '', 'together'),
    ('creator_contacts', '', ''),
    ('creator_sessions', '', '')
  ) AS v(name, unseen, rows) LOOP
    EXECUTE format('CREATE TRIGGER live AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION patchbay_live(%L, %L)',
      t.name, t.unseen, t.rows);
  END LOOP;
END $$;
--> statement-breakpoint
-- A job begins with its own row; each of its rows that moves on says so, once per transaction.
CREATE TRIGGER live AFTER UPDATE ON bulk_items FOR EACH ROW EXECUTE FUNCTION patchbay_live('started_at', 'together');
--> statement-breakpoint
-- A session is touched all the time; only its end matters to an open stream.
CREATE TRIGGER live AFTER UPDATE OF revoked_at ON sessions FOR EACH ROW
  WHEN (OLD.revoked_at IS DISTINCT FROM NEW.revoked_at) EXECUTE FUNCTION patchbay_live();
--> statement-breakpoint
CREATE TRIGGER live AFTER UPDATE OF disabled_at ON users FOR EACH ROW
  WHEN (OLD.disabled_at IS DISTINCT FROM NEW.disabled_at) EXECUTE FUNCTION patchbay_live();
