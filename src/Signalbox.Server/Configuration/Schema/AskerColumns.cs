namespace Signalbox.Server.Configuration.Schema;

/// <summary>Who asked: one sender does not use up the room of all.</summary>
internal static class AskerColumns
{
    public const string Sql =
        """
        ALTER TABLE passkey_challenges ADD COLUMN asker text NOT NULL DEFAULT '';

        ALTER TABLE external_sign_ins ADD COLUMN asker text NOT NULL DEFAULT '';

        CREATE INDEX passkey_challenges_by_asker ON passkey_challenges (asker);

        CREATE INDEX external_sign_ins_by_asker ON external_sign_ins (asker);
        """;
}
