using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>
/// An exchange without a wire: books, accounts and the rules between them. Pure and deterministic: it has no clock, and
/// the same requests at the same times bring the same events. One caller at a time.
/// </summary>
public sealed class MatchingEngine
{
    private readonly EngineRules rules;
    private readonly Dictionary<InstrumentId, Listing> listings;
    private readonly Dictionary<InstrumentId, OrderBook> books;
    private readonly Dictionary<AccountId, Account> accounts = [];
    private readonly Expiries expiries = new();
    private readonly Tape tape;
    private readonly OrderEnding ending;
    private readonly StopOrders stops;
    private readonly Crosser crosser;
    private readonly Triggering triggering;
    private readonly Amending amending;

    public MatchingEngine(EngineRules rules, IEnumerable<Listing> listings, ILedgerSink sink)
    {
        this.rules = rules;
        this.listings = listings.ToDictionary(listing => listing.Instrument.Id);
        books = this.listings.ToDictionary(entry => entry.Key, entry => new OrderBook(entry.Value));
        tape = new(sink);
        ending = new(tape, expiries);
        stops = new(tape);
        crosser = new(tape, stops, ending);
        triggering = new(tape, ending, crosser);
        amending = new(tape, crosser);
    }

    public EngineRules Rules => rules;

    public IReadOnlyDictionary<InstrumentId, Listing> Listings => listings;

    public OrderBook Book(InstrumentId instrument) => books[instrument];

    public Account? Find(AccountId account) => accounts.GetValueOrDefault(account);

    public Account Open(AccountId id, AccountOpened opened, DateTimeOffset now)
    {
        var account = new Account(id, rules, listings);
        Open(account, opened, now);
        return account;
    }

    /// <summary>Opens an account whose ledger is still empty.</summary>
    public void Open(Account account, AccountOpened opened, DateTimeOffset now)
    {
        tape.Now = now;
        tape.Write(account, opened);
        Attach(account);
    }

    /// <summary>Brings in a folded account; its orders take the places they had.</summary>
    public void Restore(Account account)
    {
        Attach(account);
        tape.ContinueAbove(account.HighestNumber);
        foreach (var order in account.OpenOrders)
        {
            expiries.Add(order);
            Put(order, BookOf(account, order.Terms.Instrument));
        }
    }

    /// <summary>Takes an account and its orders out; its ledger says nothing of it.</summary>
    public void Remove(Account account)
    {
        accounts.Remove(account.Id);
        foreach (var order in account.OpenOrders)
        {
            ending.Withdraw(order);
        }
    }

    public OrderBook BookOf(Account account, InstrumentId instrument) =>
        account.OwnBooks is { } own && own.TryGetValue(instrument, out var book) ? book : books[instrument];

    public Ruling Place(Account account, OrderTerms terms, DateTimeOffset now)
    {
        tape.Now = now;
        if (listings.ContainsKey(terms.Instrument))
        {
            return Place(account, BookOf(account, terms.Instrument), terms, now);
        }

        return Reject(account, terms, new(RejectReason.UnknownInstrument, $"{terms.Instrument} is not traded here."));
    }

    /// <summary>Both or neither. The ruling is about the stop; the target follows it.</summary>
    public Ruling PlacePair(Account account, OrderTerms stop, OrderTerms target, DateTimeOffset now)
    {
        tape.Now = now;
        if (!listings.ContainsKey(stop.Instrument))
        {
            return Reject(account, stop, new(RejectReason.UnknownInstrument, $"{stop.Instrument} is not traded here."));
        }

        var book = BookOf(account, stop.Instrument);
        var pair = Pairing.Linked(stop, target);
        if (Pairing.Refuse(rules, account, book, pair, now) is { } refusal)
        {
            return Reject(account, stop, refusal);
        }

        var placed = Place(account, book, pair.Stop, now);
        return placed.Refusal is null && Place(account, book, pair.Target, now).Refusal is { } unpaired ? new(placed.Order, unpaired) : placed;
    }

    /// <summary>Places an order into one of several books of its instrument; how a market maker serves them all.</summary>
    public Ruling Place(Account account, OrderBook book, OrderTerms terms, DateTimeOffset now)
    {
        tape.Now = now;
        terms = WithTrailedStop(book, terms);
        if (Admission.Refuse(rules, account, book, terms, now) is { } refusal)
        {
            return Reject(account, terms, refusal);
        }

        var order = tape.Write(account, new OrderAccepted(tape.Next(), terms))!;
        expiries.Add(order);
        if (!order.IsDormant)
        {
            crosser.Enter(book, order);
        }
        else if (terms.StopPrice is { } stop && Admission.RefusePassed(book, terms.Direction, stop) is not null)
        {
            triggering.Trigger(book, order);
        }
        else
        {
            book.Wait(order);
        }

        triggering.Run(book);
        return new(order, null);
    }

    public Ruling Amend(Account account, long number, Amendment amendment, DateTimeOffset now)
    {
        tape.Now = now;
        if (account.Find(number) is not { Book: { } book } order)
        {
            return new(null, NoSuchOrder(number));
        }

        var refusal = amending.Amend(book, order, amendment);
        triggering.Run(book);
        return new(order, refusal);
    }

    public Ruling Cancel(Account account, long number, DateTimeOffset now)
    {
        tape.Now = now;
        if (account.Find(number) is not { } order)
        {
            return new(null, NoSuchOrder(number));
        }

        ending.Cancel(order, CancelReason.Requested);
        return new(order, null);
    }

    public void Expire(DateTimeOffset now)
    {
        tape.Now = now;
        ending.ExpireDue();
    }

    /// <summary>A trade among others, at which stops trigger as at any other.</summary>
    public void Print(OrderBook book, Price price, DateTimeOffset now)
    {
        tape.Now = now;
        stops.Print(book, price);
        triggering.Run(book);
    }

    /// <summary>Gives an account a book of its own for one instrument and moves its orders there.</summary>
    public OrderBook Fork(Account account, InstrumentId instrument, DateTimeOffset now)
    {
        var own = new OrderBook(listings[instrument]) { Last = BookOf(account, instrument).Last };
        Move(account, instrument, own, now);
        (account.OwnBooks ??= [])[instrument] = own;
        return own;
    }

    /// <summary>Ends an account's own book; its orders go to the common one, where they may trade at once.</summary>
    public void Join(Account account, InstrumentId instrument, DateTimeOffset now)
    {
        account.OwnBooks!.Remove(instrument);
        Move(account, instrument, books[instrument], now);
    }

    private void Move(Account account, InstrumentId instrument, OrderBook target, DateTimeOffset now)
    {
        tape.Now = now;
        var moving = account.OpenOrders.Where(order => order.Terms.Instrument == instrument).OrderBy(order => order.Priority).ToList();
        foreach (var order in moving)
        {
            order.Book?.Remove(order);
        }

        foreach (var order in moving.Where(order => order.IsOpen))
        {
            if (order.IsDormant) target.Wait(order);
            else crosser.Enter(target, order);
        }

        triggering.Run(target);
    }

    private void Attach(Account account)
    {
        accounts.Add(account.Id, account);
        account.Funds.Marks = instrument => BookOf(account, instrument).Mark;
    }

    private static void Put(Order order, OrderBook book)
    {
        if (order.IsDormant) book.Wait(order);
        else book.Rest(order);
    }

    private Ruling Reject(Account account, OrderTerms terms, Refusal refusal)
    {
        tape.Write(account, new OrderRejected(terms.ClientId, refusal.Reason, refusal.Message));
        return new(null, refusal);
    }

    private static OrderTerms WithTrailedStop(OrderBook book, OrderTerms terms) =>
        terms is { Type: OrderType.TrailingStop, StopPrice: null } && book.Last is { } last
            ? terms with { StopPrice = StopOrders.StopBehind(terms, last, book.Listing.Instrument.TickSize) }
            : terms;

    private static Refusal NoSuchOrder(long number) => new(RejectReason.UnknownOrder, $"There is no open order {number}.");
}
