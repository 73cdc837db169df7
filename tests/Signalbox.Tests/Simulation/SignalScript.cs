using System.Globalization;
using Signalbox.Identity;

namespace Signalbox.Tests.Simulation;

/// <summary>A body as a sender posts it.</summary>
/// <param name="Id">What the sender calls it, so that a resend is one.</param>
/// <param name="Signals">How many signals are in it.</param>
internal sealed record SimulatedSignal(string Id, string Body, int Signals);

/// <summary>The signals of a run, in our own language: every action, every order type, every kind of protection.</summary>
internal sealed class SignalScript(VirtualWorld world)
{
    private int sent;

    public SimulatedSignal Next()
    {
        var id = $"signal-{++sent}";
        if (world.Happens(0.06))
        {
            return new(id, $"[{string.Join(',', Batch())}]", 2);
        }

        return new(id, One(id, Pick(
            "buy", "buy", "buy", "sell", "sell", "sell", "exit", "exit", "cancel", "add", "reverse", "target", "target", "protect", "breakeven",
            world.Happens(0.3) ? "flatten" : "exit")), 1);
    }

    /// <summary>Two entries of which one cancels the other, or one that follows when the other has filled.</summary>
    private IEnumerable<string> Batch()
    {
        var instrument = Instrument();
        var below = Number(100m - (world.Chance.Next(0, 200) / 100m));
        var above = Number(100m + (world.Chance.Next(0, 200) / 100m));
        return world.Happens(0.5)
            ?
            [
                $$"""{"v":1,"ticker":"{{instrument}}","action":"buy","cancelGroup":"g"{{Size()}},"order":{"type":"limit","limitPrice":{{below}}}{{Stop()}}}""",
                $$"""{"v":1,"ticker":"{{instrument}}","action":"buy","cancelGroup":"g"{{Size()}},"order":{"type":"stop","stopPrice":{{above}}}{{Stop()}}}""",
            ]
            :
            [
                $$"""{"v":1,"ticker":"{{instrument}}","action":"buy"{{Size()}},"order":{"type":"limit","limitPrice":{{below}}}{{Stop()}}}""",
                $$"""{"v":1,"ticker":"{{instrument}}","action":"add","afterFillOf":"1"{{Size()}}}""",
            ];
    }

    private string One(string id, string action)
    {
        var rest = action switch
        {
            "buy" or "sell" => Size() + Order() + Stop() + Profit() + Sentiment() + Timing(),
            "add" => Size() + Stop() + Profit(),
            "reverse" => (world.Happens(0.5) ? Size() : "") + Stop() + Profit(),
            "target" => $",\"targetPosition\":{Number(world.Chance.Next(-40, 41) / 10m)}{Stop()}{Profit()}",
            "exit" => Part() + (world.Happens(0.3) ? Limit() : ""),
            "cancel" => (world.Happens(0.3) ? ",\"includeProtection\":true" : "") + (world.Happens(0.3) ? $",\"cancelOrderType\":\"{Pick("limit", "stop", "market")}\"" : ""),
            "protect" => world.Happens(0.7) ? Stop(always: true) + Profit() : Profit(always: true),
            "breakeven" => world.Happens(0.5) ? $",\"breakevenOffset\":{Number(world.Chance.Next(1, 50) / 100m)}" : "",
            _ => "",
        };
        return $$"""{"v":1,"ticker":"{{Instrument()}}","action":"{{action}}","id":"{{id}}"{{rest}}}""";
    }

    private string Size() => $",\"size\":{{\"quantity\":{Number(world.Chance.Next(1, 50) / 10m)}}}";

    private string Part() => world.Happens(0.5) ? "" : $",\"size\":{{\"quantity\":{Number(world.Chance.Next(1, 100))},\"type\":\"percent_of_position\"}}";

    private string Order() => world.Chance.Next(100) switch
    {
        < 50 => "",
        < 68 => Limit() + (world.Happens(0.2) ? ",\"timeInForce\":\"ioc\"" : world.Happens(0.1) ? ",\"timeInForce\":\"fok\"" : ""),
        < 76 => $",\"order\":{{\"type\":\"stop\",\"stopPrice\":{Near()}}}",
        < 82 => StopLimit(),
        < 88 => $",\"order\":{{\"type\":\"trailing_stop\",\"trailAmount\":{Number(world.Chance.Next(5, 150) / 100m)}}}",
        < 94 => $",\"order\":{{\"type\":\"limit\",\"limitPrice\":{Near()},\"visibleQuantity\":{Number(world.Chance.Next(2, 10) / 10m)}}}",
        _ => $",\"order\":{{\"type\":\"limit\",\"limitPrice\":{Near()},\"postOnly\":true}}",
    };

    private string Limit() => $",\"order\":{{\"type\":\"limit\",\"limitPrice\":{Near()}}}";

    private string StopLimit()
    {
        var stop = 100m + (world.Chance.Next(-200, 200) / 100m);
        return $",\"order\":{{\"type\":\"stop_limit\",\"stopPrice\":{Number(stop)},\"limitPrice\":{Number(stop + (world.Chance.Next(-30, 30) / 100m))}}}";
    }

    private string Timing() => world.Chance.Next(100) switch
    {
        < 8 => $",\"timing\":{{\"cancelAfterSeconds\":{world.Chance.Next(2, 40)}}}",
        < 14 => $",\"timing\":{{\"delaySeconds\":{world.Chance.Next(1, 20)}}}",
        _ => "",
    };

    private string Stop(bool always = false)
    {
        if (!always && world.Happens(0.35))
        {
            return "";
        }

        var far = Number(world.Chance.Next(1, 30) / 10m);
        return world.Chance.Next(100) switch
        {
            < 45 => $",\"stopLoss\":{{\"percent\":{far}}}",
            < 55 => $",\"stopLoss\":{{\"amount\":{far}}}",
            < 65 => $",\"stopLoss\":{{\"type\":\"stop_limit\",\"percent\":{far}}}",
            < 80 => $",\"stopLoss\":{{\"type\":\"trailing_stop\",\"trailPercent\":{far}}}",
            < 90 => $",\"stopLoss\":{{\"type\":\"trailing_stop\",\"trailAmount\":{far},\"trailFromPercent\":{Number(world.Chance.Next(1, 10) / 10m)}}}",
            _ => $",\"stopLoss\":{{\"percent\":{far},\"breakevenAfterTarget\":1}},\"takeProfit\":{{\"targets\":[{{\"percent\":0.3,\"sharePercent\":40}},{{\"percent\":2}}]}}",
        };
    }

    private string Profit(bool always = false)
    {
        if (!always && world.Happens(0.5))
        {
            return "";
        }

        var first = world.Chance.Next(1, 15) / 10m;
        return world.Chance.Next(3) switch
        {
            0 => $",\"takeProfit\":{{\"targets\":[{{\"percent\":{Number(first)}}}]}}",
            1 => $",\"takeProfit\":{{\"targets\":[{{\"amount\":{Number(first)},\"sharePercent\":50}},{{\"percent\":{Number(first * 2)},\"sharePercent\":30}}]}}",
            _ => $",\"takeProfit\":{{\"targets\":[{{\"percent\":{Number(first)}}},{{\"percent\":{Number(first + 0.5m)}}},{{\"percent\":{Number(first + 1m)}}}]}}",
        };
    }

    private string Sentiment() => world.Happens(0.12) ? $",\"sentiment\":\"{Pick("bullish", "bearish", "flat")}\"" : "";

    private string Near() => Number(100m + (world.Chance.Next(-300, 300) / 100m));

    private InstrumentId Instrument() => SimulationScript.Instruments[world.Chance.Next(SimulationScript.Instruments.Count)].Id;

    private string Pick(params string[] choices) => choices[world.Chance.Next(choices.Length)];

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
