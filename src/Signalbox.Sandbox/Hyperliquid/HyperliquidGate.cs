using System.Text.Json;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Signing;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Recovers the signer of an action and checks its nonce and its end, as the venue does before anything else.</summary>
internal sealed class HyperliquidGate(SandboxFloor floor, HyperliquidDirectory directory)
{
    private const int NoncesKept = 100;

    private static readonly TimeSpan Oldest = TimeSpan.FromDays(2);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private readonly Lock remembering = new();
    private readonly Dictionary<EthereumAddress, SortedSet<long>> nonces = [];

    public (SandboxAccount? Account, string? Refusal) Check(HyperliquidCall call)
    {
        if (Signer(call) is not { } signer)
        {
            return (null, "Unable to recover signer.");
        }

        if (directory.ActsFor(signer) is not { } account)
        {
            return (null, $"User or API Wallet {signer} does not exist.");
        }

        if (call.Vault is { } vault)
        {
            return (null, $"Vault not registered: {vault}");
        }

        var now = floor.Now;
        if (call.ExpiresAfter is { } end && end < now.ToUnixTimeMilliseconds())
        {
            return (null, "Action already expired");
        }

        return RefuseNonce(signer, call.Nonce, now) is { } refusal ? (null, refusal) : (account, null);
    }

    // Clients that do not know the sandbox sign for either net.
    private EthereumAddress? Signer(HyperliquidCall call)
    {
        EthereumAddress? vault = call.Vault is { } text ? EthereumAddress.TryParse(text, out var address) ? address : null : null;
        var connection = HyperliquidSigner.ConnectionId(call.Action, call.Nonce, vault, call.ExpiresAfter);
        var onTest = EthereumKey.Recover(HyperliquidSigner.Digest(connection, isLive: false), call.Signature);
        return onTest is { } signer && directory.ActsFor(signer) is not null ? signer : EthereumKey.Recover(HyperliquidSigner.Digest(connection, isLive: true), call.Signature) switch
        {
            { } other when directory.ActsFor(other) is not null => other,
            _ => onTest,
        };
    }

    private string? RefuseNonce(EthereumAddress signer, long nonce, DateTimeOffset now)
    {
        lock (remembering)
        {
            if (!nonces.TryGetValue(signer, out var known))
            {
                nonces.Add(signer, known = []);
            }

            if (nonce < (now - Oldest).ToUnixTimeMilliseconds() || nonce > (now + Ahead).ToUnixTimeMilliseconds())
            {
                return $"Invalid nonce: {nonce} is not near the time of now";
            }

            if (known.Count == NoncesKept && nonce < known.Min)
            {
                return $"Invalid nonce: nonce too low {nonce} < {known.Min}";
            }

            if (!known.Add(nonce))
            {
                return $"Invalid nonce: duplicate nonce {nonce}";
            }

            if (known.Count > NoncesKept)
            {
                known.Remove(known.Min);
            }

            return null;
        }
    }
}

/// <summary>One signed action as it came.</summary>
internal sealed record HyperliquidCall(JsonElement Json, HyperliquidValue Action, long Nonce, EthereumSignature Signature)
{
    public string? Vault { get; init; }

    public long? ExpiresAfter { get; init; }

    /// <summary>Null when it is no action.</summary>
    public static HyperliquidCall? Read(JsonElement body)
    {
        try
        {
            var signature = body.GetProperty("signature");
            var action = body.GetProperty("action");
            return new(action, Value(action), body.GetProperty("nonce").GetInt64(), new(
                signature.GetProperty("r").GetString() ?? "", signature.GetProperty("s").GetString() ?? "", signature.GetProperty("v").GetInt32()))
            {
                Vault = body.TryGetProperty("vaultAddress", out var vault) ? vault.GetString() : null,
                ExpiresAfter = body.TryGetProperty("expiresAfter", out var end) && end.ValueKind == JsonValueKind.Number ? end.GetInt64() : null,
            };
        }
        catch (Exception unreadable) when (unreadable is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    // The order of the fields is part of what is signed.
    private static HyperliquidValue Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => HyperliquidValue.Map([.. json.EnumerateObject().Select(field => (field.Name, (HyperliquidValue?)Value(field.Value)))]),
        JsonValueKind.Array => HyperliquidValue.List(json.EnumerateArray().Select(Value)),
        JsonValueKind.Number => json.GetInt64(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        _ => json.GetString() ?? "",
    };
}
