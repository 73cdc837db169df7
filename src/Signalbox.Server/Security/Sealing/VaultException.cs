namespace Signalbox.Server.Security.Sealing;

/// <summary>A secret or the key file cannot be used. The message says what to do and holds no secret.</summary>
public sealed class VaultException(string message, Exception? cause = null) : Exception(message, cause);
