using System.Collections.Concurrent;
using Signalbox.Identity;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Margin modes and leverages as accounts have set them. Positions are netted here.</summary>
internal sealed class KucoinFuturesTerms(KucoinRoutes routes)
{
    private readonly ConcurrentDictionary<(string Account, InstrumentId Instrument), string> modes = [];
    private readonly ConcurrentDictionary<(string Account, InstrumentId Instrument), decimal> leverages = [];

    public string ModeOf(SandboxAccount account, InstrumentId instrument) => modes.GetValueOrDefault((account.Key.Key, instrument), "ISOLATED");

    public Task ModeAsync(KucoinCall call, SandboxAccount account) => AnswerModeAsync(call, new(call["symbol"] ?? ""), account);

    public Task SetModeAsync(KucoinCall call, SandboxAccount account)
    {
        if (call["marginMode"] is not ("ISOLATED" or "CROSS") || call["symbol"] is not { } symbol)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.FuturesParameter("marginMode is ISOLATED or CROSS"));
        }

        modes[(account.Key.Key, new(symbol))] = call["marginMode"]!;
        return AnswerModeAsync(call, new(symbol), account);
    }

    public Task LeverageAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteObject(() =>
    {
        json.WriteString("symbol", call["symbol"]);
        json.WriteDecimal("leverage", leverages.GetValueOrDefault((account.Key.Key, new(call["symbol"] ?? "")), 10m));
    }));

    public Task SetLeverageAsync(KucoinCall call, SandboxAccount account)
    {
        if (call.Number("leverage") is not (>= 1 and <= 100) || call["symbol"] is not { } symbol)
        {
            return KucoinJson.RefuseAsync(call.Context, new(200, "300016", "The leverage cannot be greater than 100."));
        }

        leverages[(account.Key.Key, new(symbol))] = call.Number("leverage")!.Value;
        return routes.AnswerAsync(call, json => json.WriteBooleanValue(true));
    }

    public Task PositionModeAsync(KucoinCall call, SandboxAccount _) => routes.AnswerAsync(call, json => json.WriteObject(() => json.WriteString("positionMode", "0")));

    public Task SetPositionModeAsync(KucoinCall call, SandboxAccount account) => call["positionMode"] == "0"
        ? PositionModeAsync(call, account)
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.FuturesParameter("The sandbox nets positions."));

    private Task AnswerModeAsync(KucoinCall call, InstrumentId instrument, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteObject(() =>
    {
        json.WriteString("symbol", instrument.Value);
        json.WriteString("marginMode", ModeOf(account, instrument));
    }));
}
