using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Risk.Ledger;

/// <summary>Turns what an account reports into reservations, postings and releases: the difference to what the ledger holds.</summary>
internal static class ReservationBook
{
    public static void Follow(RiskState state, ExposureReport report, DateTimeOffset now, List<RiskEvent> events)
    {
        foreach (var entry in report.Entries)
        {
            if ((report.RaisesOnly ? Raised(state, report.Account, entry, now) : Of(state, report.Account, entry, now)) is { } happened)
            {
                events.Add(happened);
            }
        }

        foreach (var position in report.Positions)
        {
            Note(state, report.Account, position, events);
        }

        foreach (var result in report.Results)
        {
            if (!state.Results.TryGetValue(new(result.Currency, report.Account, result.Strategy), out var known) || known != result.Realised)
            {
                events.Add(new ResultNoted(report.Account, result));
            }
        }

        if (report.IsWhole)
        {
            Settle(state, report, events);
        }
    }

    private static RiskEvent? Of(RiskState state, AccountId account, EntryExposure entry, DateTimeOffset now)
    {
        var known = state.Reservations.GetValueOrDefault(entry.Order);
        var reserved = known?.Quantity ?? Quantity.Zero;
        return entry.Open.IsZero && reserved.IsZero ? null
            : entry.Open > reserved || (!entry.Open.IsZero && known?.UnitNotional != entry.UnitNotional) ? new ExposureReserved(account, entry, now)
            : entry.Open == reserved ? null
            : entry.Open.IsZero && !entry.IsFilled ? new ExposureReleased(account, entry.Order, "The entry is over.")
            : new ExposurePosted(account, entry.Order, entry.Open);
    }

    /// <summary>What may become more of it, in quantity or in value, and nothing of what may become less.</summary>
    private static ExposureReserved? Raised(RiskState state, AccountId account, EntryExposure entry, DateTimeOffset now)
    {
        var known = state.Reservations.GetValueOrDefault(entry.Order);
        return entry.Open.IsZero || (known is not null && entry.Open <= known.Quantity && entry.UnitNotional <= known.UnitNotional) ? null : new(account, known is null ? entry : entry with
        {
            Open = Quantity.Max(entry.Open, known.Quantity),
            UnitNotional = Money.Max(entry.UnitNotional, known.UnitNotional),
        }, now);
    }

    private static void Note(RiskState state, AccountId account, PositionExposure position, List<RiskEvent> events)
    {
        var known = state.Books.GetValueOrDefault(new(account, position.Instrument, position.Strategy), Book.None);
        if (known.Position != position.Quantity)
        {
            events.Add(new PositionNoted(account, position));
        }
    }

    /// <summary>After a crash: nothing the account does not know of stays reserved or held.</summary>
    private static void Settle(RiskState state, ExposureReport report, List<RiskEvent> events)
    {
        var open = report.Entries.Select(entry => entry.Order).ToHashSet();
        foreach (var (order, reservation) in state.Reservations)
        {
            if (reservation.Book.Account == report.Account && !open.Contains(order))
            {
                events.Add(new ExposureReleased(report.Account, order, "The account does not know it as open."));
            }
        }

        var held = report.Positions.Select(position => new BookKey(report.Account, position.Instrument, position.Strategy)).ToHashSet();
        foreach (var (key, book) in state.Books)
        {
            if (key.Account == report.Account && !book.Position.IsZero && !held.Contains(key))
            {
                events.Add(new PositionNoted(key.Account, new(key.Strategy, key.Instrument, Quantity.Zero, book.UnitNotional)));
            }
        }
    }
}
