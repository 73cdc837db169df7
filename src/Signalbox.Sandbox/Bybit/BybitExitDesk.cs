using Signalbox.Markets;

namespace Signalbox.Sandbox.Bybit;

/// <summary>Sets, moves and takes away the exits of a position.</summary>
internal sealed class BybitExitDesk(SandboxFloor floor, BybitRoutes routes, BybitExits exits)
{
    private static readonly BybitFault Unchanged = new(34040, "not modified");

    public Task SetAsync(BybitCall call, SandboxAccount account) => floor.Read(_ => Set(call.Fields, account)) is { } fault
        ? routes.RefuseAsync(call, fault)
        : routes.AnswerAsync(call, static _ => { });

    private BybitFault? Set(BybitFields fields, SandboxAccount account)
    {
        if (floor.Book(new(fields["symbol"] ?? "")) is not { } book)
        {
            return BybitFault.Symbol(fields["symbol"]);
        }

        var instrument = book.Listing.Instrument.Id;
        var held = account.Trading.Holds(instrument);
        if (Refuse(fields, held) is { } refusal)
        {
            return refusal;
        }

        var side = Sides.Increasing(held);
        var (asked, fault) = BybitExitTerms.Read(fields, side, book.Last);
        if ((fault ?? RefuseSize(fields, asked, held)) is { } wrong)
        {
            return wrong;
        }

        var isNamed = (fields["takeProfit"] is not null, fields["stopLoss"] is not null);
        var isChange = exits.Set(account, null, instrument, side.Opposite, asked ?? new(IsPartial: false, null, null), isNamed, SizeOf(fields) is { } size ? new(size) : null);
        exits.Fit(account.Trading, instrument);
        return isChange ? null : Unchanged;
    }

    private static BybitFault? Refuse(BybitFields fields, Quantity held) => fields switch
    {
        _ when held.IsZero => new(10001, "can not set tp/sl/ts for zero position"),
        _ when fields["tpslMode"] is null => BybitFault.Parameter("tpslMode"),
        _ when fields.Whole("positionIdx") is not 0 => BybitFault.PositionIndex,
        // The sandbox says what it does not play rather than to take a stop that would never trail.
        _ when fields.Number("trailingStop") is > 0 => new(10001, "the sandbox trails no stops of positions"),
        _ => null,
    };

    private static BybitFault? RefuseSize(BybitFields fields, BybitExitTerms? asked, Quantity held) =>
        asked is not { IsPartial: true } ? null
        : asked is { Profit: not null, Loss: not null } && fields.Number("tpSize") != fields.Number("slSize") ? BybitFault.Parameter("slSize")
        : SizeOf(fields) is > 0 and var size && size <= held.Abs().Value ? null
        : BybitFault.Parameter(asked.Profit is null ? "slSize" : "tpSize");

    private static decimal? SizeOf(BybitFields fields) => fields.Number("tpSize") ?? fields.Number("slSize");
}
