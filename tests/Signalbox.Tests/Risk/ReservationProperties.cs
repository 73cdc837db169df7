using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;
using Xunit;

namespace Signalbox.Tests.Risk;

/// <summary>
/// Whatever accounts report, in whatever order, also twice and also after a crash lost some of it: what is reserved is what
/// is open, totals are what the books add up to, and nothing is released twice.
/// </summary>
public sealed class ReservationProperties
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Move> Moves =
        from kind in Gen.Choose(0, 9)
        from who in Gen.Choose(0, 2)
        from number in Gen.Choose(0, 30)
        from size in Gen.Choose(1, 9)
        select new Move(kind, who, number, size);

    [Fact]
    public void AnySequence_ReservationsBalance() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(Moves.ArrayOf(100)), moves =>
        {
            var world = new World();
            foreach (var move in moves)
            {
                world.Play(move);
                world.Check();
            }
        }));

    private sealed record Move(int Kind, int Who, int Number, int Size);

    /// <summary>What is really open and held, kept as plainly as possible beside the ledger.</summary>
    private sealed class World
    {
        private readonly Dictionary<ClientOrderId, (AccountId Account, EntryExposure Entry)> open = [];
        private readonly Dictionary<BookKey, decimal> held = [];
        private readonly Dictionary<ClientOrderId, int> ended = [];
        private readonly HashSet<ClientOrderId> lost = [];
        private RiskState state = RiskState.Empty;

        public void Play(Move move)
        {
            var account = new AccountId($"a{move.Who}");
            var id = ClientOrderId.Derive(account.Value, move.Number.ToString(CultureInfo.InvariantCulture));
            switch (move.Kind)
            {
                case < 4 when !open.ContainsKey(id) && !ended.ContainsKey(id):
                    Set(account, new(id, new($"s{move.Number % 2}"), new($"i{move.Number % 3}"), move.Size % 2 == 0 ? Side.Buy : Side.Sell, new(move.Size), new(10m), false));
                    Tell(account, open[id].Entry);
                    break;
                case < 7 when open.TryGetValue(id, out var known):
                    Fill(account, known.Entry, Math.Min(move.Size, known.Entry.Open.Value));
                    break;
                case 7 when open.TryGetValue(id, out var known):
                    open.Remove(id);
                    ended[id] = 0;
                    Tell(account, known.Entry with { Open = Quantity.Zero });
                    break;
                case 8 when open.Remove(id):
                    // It ended while nobody listened: only the next whole report can say so.
                    ended[id] = 0;
                    lost.Add(id);
                    break;
                case 9:
                    lost.RemoveWhere(each => state.Reservations.TryGetValue(each, out var kept) && kept.Book.Account == account);
                    Do(Whole(account));
                    break;
                default:
                    Tell(account, [.. open.Values.Where(each => each.Account == account).Select(each => each.Entry)]);
                    break;
            }
        }

        public void Check()
        {
            var reserved = state.Reservations.Where(each => !lost.Contains(each.Key)).ToDictionary(each => each.Key, each => each.Value.Quantity);
            Assert.Equal(open.ToDictionary(each => each.Key, each => each.Value.Entry.Open), reserved);
            Assert.Equal(held.Where(each => each.Value != 0).OrderBy(each => each.Key).Select(each => (each.Key, each.Value)),
                state.Books.Where(each => !each.Value.Position.IsZero).Select(each => (each.Key, each.Value.Position.Value)));
            var worst = state.Books.Where(each => !each.Value.Worst.IsZero).GroupBy(each => each.Key.Instrument).ToDictionary(same => same.Key, same => same.Sum(each => each.Value.Worst.Value));
            Assert.Equal(worst, state.Totals.Where(each => each.Key.Scope == RiskScope.Global).ToDictionary(each => each.Key.Instrument, each => each.Value.Quantity.Value));
            Assert.Equal(state.Reservations.Count, state.Entries.GetValueOrDefault(RiskScope.Global, EntryCounts.None).Open);
            Assert.All(ended.Values, times => Assert.InRange(times, 0, 1));
        }

        private void Fill(AccountId account, EntryExposure entry, decimal quantity)
        {
            var key = new BookKey(account, entry.Instrument, entry.Strategy);
            held[key] = held.GetValueOrDefault(key) + (entry.Side.Sign * quantity);
            var left = entry with { Open = entry.Open - new Quantity(quantity), IsFilled = entry.Open.Value == quantity };
            if (left.Open.IsZero)
            {
                open.Remove(entry.Order);
                ended[entry.Order] = 0;
            }
            else
            {
                Set(account, left);
            }

            Do(new() { Account = account, Entries = [left], Positions = [new(entry.Strategy, entry.Instrument, new(held[key]), new(10m))] });
        }

        private ExposureReport Whole(AccountId account) => new()
        {
            Account = account,
            IsWhole = true,
            Entries = [.. open.Values.Where(each => each.Account == account).Select(each => each.Entry)],
            Positions = [.. held.Where(each => each.Key.Account == account && each.Value != 0).Select(each => new PositionExposure(each.Key.Strategy, each.Key.Instrument, new(each.Value), new(10m)))],
        };

        private void Set(AccountId account, EntryExposure entry) => open[entry.Order] = (account, entry);

        private void Tell(AccountId account, params IReadOnlyList<EntryExposure> entries) => Do(new() { Account = account, Entries = entries });

        private void Do(ExposureReport report)
        {
            var decision = RiskLedger.Decide(state, new RiskCommand.Follow(report), Now);
            state = decision.State;
            foreach (var order in decision.Events.Select(Ending).OfType<ClientOrderId>())
            {
                ended[order] = ended.GetValueOrDefault(order) + 1;
            }
        }

        private static ClientOrderId? Ending(RiskEvent happened) => happened switch
        {
            ExposureReleased released => released.Order,
            ExposurePosted { Left.IsZero: true } posted => posted.Order,
            _ => null,
        };
    }
}
