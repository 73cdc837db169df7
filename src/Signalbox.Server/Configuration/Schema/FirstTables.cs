namespace Signalbox.Server.Configuration.Schema;

/// <summary>Schema version 1.</summary>
internal static class FirstTables
{
    public const string Sql =
        """
        CREATE TABLE configuration (
            id bigint PRIMARY KEY CHECK (id = 1),
            version bigint NOT NULL);

        INSERT INTO configuration (id, version) VALUES (1, 0);

        CREATE TABLE settings (
            name text PRIMARY KEY,
            value text NOT NULL,
            updated_at bigint NOT NULL);

        CREATE TABLE strategies (
            id text PRIMARY KEY,
            name text NOT NULL,
            asset_class text NOT NULL,
            trading_style text NOT NULL,
            enabled bigint NOT NULL,
            defaults text NOT NULL,
            allowed_tickers text NOT NULL,
            signal_validity_seconds bigint NOT NULL,
            secret_hash text NOT NULL,
            secret_sealed text NOT NULL,
            version bigint NOT NULL,
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL,
            deleted_at bigint);

        CREATE TABLE broker_connections (
            id text PRIMARY KEY,
            name text NOT NULL,
            broker text NOT NULL,
            mode text NOT NULL,
            status text NOT NULL,
            asset_classes text NOT NULL,
            position_scope text NOT NULL,
            settings text NOT NULL,
            credential_names text NOT NULL,
            credentials_sealed text,
            version bigint NOT NULL,
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL,
            deleted_at bigint);

        CREATE TABLE subscriptions (
            id text PRIMARY KEY,
            strategy_id text NOT NULL REFERENCES strategies (id),
            account_id text NOT NULL REFERENCES broker_connections (id),
            enabled bigint NOT NULL,
            overrides text NOT NULL,
            signal_may_set text NOT NULL,
            rules text NOT NULL,
            version bigint NOT NULL,
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL,
            deleted_at bigint);

        CREATE INDEX subscriptions_by_strategy ON subscriptions (strategy_id);

        CREATE INDEX subscriptions_by_account ON subscriptions (account_id);

        CREATE TABLE users (
            id text PRIMARY KEY,
            name text NOT NULL,
            name_key text NOT NULL UNIQUE,
            role text NOT NULL,
            enabled bigint NOT NULL,
            password_hash text NOT NULL,
            tries bigint NOT NULL,
            tries_since bigint NOT NULL,
            version bigint NOT NULL,
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL);

        CREATE TABLE api_tokens (
            id text PRIMARY KEY,
            user_id text NOT NULL REFERENCES users (id),
            name text NOT NULL,
            hash text NOT NULL UNIQUE,
            scopes text NOT NULL,
            expires_at bigint,
            last_used_at bigint,
            revoked_at bigint,
            created_at bigint NOT NULL);

        CREATE TABLE sessions (
            hash text PRIMARY KEY,
            user_id text NOT NULL REFERENCES users (id),
            created_at bigint NOT NULL,
            expires_at bigint NOT NULL);

        CREATE INDEX sessions_by_user ON sessions (user_id);
        """;
}
