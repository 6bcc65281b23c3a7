-- Who sees and writes what, kept by PostgreSQL itself. Run by the owner of the tables; may be run again at any time.
-- :roles and :tables are spelt out by rights.py. Policies of the owner do not apply; everybody else has no other rights.

CREATE OR REPLACE FUNCTION clientzoo_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema} AS
$$ SELECT role FROM member WHERE login = session_user $$;

CREATE OR REPLACE FUNCTION clientzoo_name() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema} AS
$$ SELECT name FROM member WHERE login = session_user $$;

-- The clients of whoever asks, with those that were merged into them.
CREATE OR REPLACE FUNCTION clientzoo_mine() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = {schema} AS $$
  WITH last AS (
    SELECT client, manager, merged_into FROM profile
    WHERE id IN (SELECT max(id) FROM profile GROUP BY client)
  )
  SELECT one.client FROM last AS one JOIN last AS now ON now.client = coalesce(one.merged_into, one.client)
  WHERE lower(now.manager) = lower(clientzoo_name())
$$;

-- Whether anybody has written yet who the client is.
CREATE OR REPLACE FUNCTION clientzoo_known(wanted bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = {schema} AS $$ SELECT EXISTS (SELECT FROM profile WHERE client = wanted) $$;

-- A manager records under the own name and at the server's time, whatever the program says.
CREATE OR REPLACE FUNCTION clientzoo_sign() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = {schema} AS $$
BEGIN
  IF clientzoo_role() = 'manager' THEN
    NEW.author := clientzoo_name();
    NEW.recorded_at := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  END IF;
  RETURN NEW;
END $$;
