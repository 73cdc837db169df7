using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Bybit;

namespace Signalbox.Sandbox.Bybit;

/// <summary>Checks key, time and signature as Bybit documents it.</summary>
internal sealed class BybitGate(SandboxFloor floor)
{
    private const long UsualWindowMs = 5_000;

    public (SandboxAccount? Account, BybitFault? Fault) Check(BybitCall call)
    {
        var headers = call.Context.Request.Headers;
        if (floor.Find(headers[BybitSigner.KeyHeader].ToString()) is not { } account)
        {
            return (null, BybitFault.KeyRefused);
        }

        var timestamp = headers[BybitSigner.TimeHeader].ToString();
        var window = headers[BybitSigner.WindowHeader].ToString();
        var fault = CheckTime(timestamp, window) ?? CheckSignature(headers[BybitSigner.SignHeader].ToString(), account, signer => signer.Sign(timestamp, window, Encoding.UTF8.GetBytes(call.Payload)));
        return (fault is null ? account : null, fault);
    }

    /// <summary>The login of a private stream; null when it is refused.</summary>
    public SandboxAccount? Check(string key, long expires, string signature) =>
        floor.Find(key) is { } account && expires > floor.Now.ToUnixTimeMilliseconds() && CheckSignature(signature, account, signer => signer.SignLogin(expires)) is null
            ? account
            : null;

    // server_time - recv_window <= timestamp < server_time + 1000
    private BybitFault? CheckTime(string timestamp, string window)
    {
        var now = floor.Now.ToUnixTimeMilliseconds();
        var allowed = long.TryParse(window, CultureInfo.InvariantCulture, out var read) ? read : UsualWindowMs;
        return !long.TryParse(timestamp, CultureInfo.InvariantCulture, out var at) || at < now - allowed || at >= now + 1_000
            ? new(10002, $"invalid request, please check your server timestamp or recv_window param. req_timestamp[{timestamp}],server_timestamp[{now}],recv_window[{allowed}]")
            : null;
    }

    private static BybitFault? CheckSignature(string given, SandboxAccount account, Func<BybitSigner, string> sign)
    {
        using var signer = new BybitSigner(account.Key.Key, account.Key.Secret);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(sign(signer)))
            ? null
            : new(10004, "error sign! please check your signature generation algorithm.");
    }
}
