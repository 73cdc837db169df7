using Signalbox.Monitoring.Records;

namespace Signalbox.Server.Storage.Records;

/// <summary>The tables of what happened. A change here raises the format, and the tables are projected again.</summary>
internal static class RecordSchema
{
    public const int Format = 5;

    public static readonly IReadOnlyList<RecordTable> Tables =
        [Signals(), Trades(), Orders(), Fills(), Positions(), Accounts(), Equity(), Incidents()];

    private const string Fixed =
        """
        CREATE TABLE record_format (version bigint NOT NULL);
        CREATE TABLE record_checkpoints (stream {0} PRIMARY KEY, version bigint NOT NULL);

        """;

    public static string CreateStatements(RecordDialect dialect) =>
        Fixed.Replace("{0}", dialect.Text, StringComparison.Ordinal)
        + string.Concat(Tables.Select(table => table.CreateStatements(dialect)))
        + string.Create(System.Globalization.CultureInfo.InvariantCulture, $"INSERT INTO record_format VALUES ({Format});");

    private static RecordTable<SignalRow> Signals() => new RecordTable<SignalRow>("signals")
        .Text("id", row => row.Id, Merge.Key).Text("strategy", row => row.Strategy).Number("received_at", row => row.ReceivedAt)
        .Text("reader", row => row.Reader).Text("raw", row => row.Raw)
        .Text("batch", row => row.Batch).Text("replay_of", row => row.ReplayOf).Text("repairs", row => row.Repairs).Text("ticker", row => row.Ticker).Text("action", row => row.Action)
        .Text("signal", row => row.Signal).Text("terms", row => row.Terms).Text("target_list", row => row.TargetList)
        .Number("configuration_version", row => row.ConfigurationVersion)
        .Text("code", row => row.Code).Text("message", row => row.Message).Text("field", row => row.Field)
        .Number("targets", row => row.Targets).Number("undelivered", row => row.Undelivered)
        .Number("looks_repeated", row => row.LooksRepeated).Number("is_test", row => row.IsTest)
        .Text("status", row => row.Status, Merge.First).Number("processed", row => row.Processed, Merge.First).Number("failed", row => row.Failed, Merge.First)
        .Index("strategy, id").Index("status, id").Index("ticker, id").Index("batch");

    private static RecordTable<TradeRow> Trades() => new RecordTable<TradeRow>("trades")
        .Text("id", row => row.Id, Merge.Key).Text("signal", row => row.Signal, Merge.Fixed).Text("subscription", row => row.Subscription, Merge.Fixed)
        .Text("strategy", row => row.Strategy, Merge.Fixed).Text("account", row => row.Account, Merge.Fixed).Text("instrument", row => row.Instrument)
        .Text("action", row => row.Action).Text("side", row => row.Side, Merge.Known).Text("stage", row => row.Stage).Text("status", row => row.Status)
        .Number("settled", row => row.Settled).Number("succeeded", row => row.Succeeded).Text("code", row => row.Code).Text("message", row => row.Message)
        .Text("realised", row => row.Realised).Text("fees", row => row.Fees, Merge.Sum).Text("currency", row => row.Currency, Merge.Known)
        .Number("received_at", row => row.ReceivedAt).Number("taken_at", row => row.TakenAt, Merge.First)
        .Number("started_at", row => row.StartedAt, Merge.First).Number("first_fill_at", row => row.FirstFillAt, Merge.First)
        .Number("protected_at", row => row.ProtectedAt, Merge.First).Number("ended_at", row => row.EndedAt, Merge.First)
        .Number("updated_at", row => row.UpdatedAt)
        .Text("request", row => row.Request, Merge.Known).Text("plan", row => row.Plan, Merge.Known).Text("verdicts", row => row.Verdicts, Merge.Known)
        .Text("pricing", row => row.Pricing, Merge.Known).Text("approval", row => row.Approval, Merge.Known)
        .Number("approval_deadline", row => row.ApprovalDeadline, Merge.Known).Text("approved_by", row => row.ApprovedBy, Merge.Known)
        .Text("revised", row => row.Revised, Merge.Known)
        .Index("signal").Index("strategy, id").Index("account, id").Index("stage, id").Index("subscription, id");

    private static RecordTable<OrderRow> Orders() => new RecordTable<OrderRow>("orders")
        .Text("account", row => row.Account, Merge.Key).Text("id", row => row.Id, Merge.Key).Text("place", row => row.Place, Merge.Fixed)
        .Text("instrument", row => row.Instrument, Merge.Fixed).Text("signal", row => row.Signal, Merge.Fixed).Text("subscription", row => row.Subscription, Merge.Fixed)
        .Text("strategy", row => row.Strategy, Merge.Fixed).Text("leg", row => row.Leg).Number("target", row => row.Target).Number("revision", row => row.Revision)
        .Text("side", row => row.Side).Text("type", row => row.Type).Text("time_in_force", row => row.TimeInForce).Number("reduce_only", row => row.ReduceOnly)
        .Text("quantity", row => row.Quantity).Text("limit_price", row => row.LimitPrice).Text("stop_price", row => row.StopPrice)
        .Text("filled", row => row.Filled).Text("average_price", row => row.AveragePrice).Text("fees", row => row.Fees, Merge.Sum)
        .Text("status", row => row.Status).Number("is_open", row => row.IsOpen).Text("venue_order_id", row => row.VenueOrderId)
        .Text("code", row => row.Code).Text("venue_code", row => row.VenueCode, Merge.Known).Text("reason", row => row.Reason)
        .Text("adjustments", row => row.Adjustments, Merge.Known).Text("signal_price", row => row.SignalPrice, Merge.Known)
        .Number("intended_at", row => row.IntendedAt).Number("sent_at", row => row.SentAt, Merge.First).Number("accepted_at", row => row.AcceptedAt, Merge.First)
        .Number("first_fill_at", row => row.FirstFillAt, Merge.First).Number("finished_at", row => row.FinishedAt, Merge.First)
        .Number("updated_at", row => row.UpdatedAt)
        .Index("id").Index("place").Index("signal").Index("account, place").Index("is_open, place").Index("strategy, place").Index("instrument, place");

    private static RecordTable<FillRow> Fills() => new RecordTable<FillRow>("fills")
        .Text("account", row => row.Account, Merge.Key).Text("instrument", row => row.Instrument, Merge.Key).Text("id", row => row.Id, Merge.Key)
        .Text("place", row => row.Place).Text("order_id", row => row.OrderId).Text("venue_order_id", row => row.VenueOrderId)
        .Text("signal", row => row.Signal).Text("subscription", row => row.Subscription).Text("strategy", row => row.Strategy)
        .Text("leg", row => row.Leg).Text("side", row => row.Side).Text("quantity", row => row.Quantity).Text("price", row => row.Price).Text("signal_price", row => row.SignalPrice)
        .Text("fee", row => row.Fee).Text("fee_currency", row => row.FeeCurrency).Text("realised", row => row.Realised)
        .Text("currency", row => row.Currency).Text("closes", row => row.Closes).Number("is_void", row => row.IsVoid).Number("at", row => row.At)
        .Index("place").Index("signal").Index("account, place").Index("strategy, place").Index("instrument, place");

    private static RecordTable<PositionRow> Positions() => new RecordTable<PositionRow>("positions")
        .Text("account", row => row.Account, Merge.Key).Text("instrument", row => row.Instrument, Merge.Key)
        .Text("asset_class", row => row.AssetClass).Text("currency", row => row.Currency).Text("contract_size", row => row.ContractSize)
        .Number("is_inverse", row => row.IsInverse).Text("net", row => row.Net).Number("is_open", row => row.IsOpen)
        .Text("average_price", row => row.AveragePrice).Text("lots", row => row.Lots).Text("protection", row => row.Protection)
        .Text("realised", row => row.Realised, Merge.Sum).Text("fees", row => row.Fees, Merge.Sum)
        .Number("opened_at", row => row.OpenedAt).Number("updated_at", row => row.UpdatedAt)
        .Index("is_open, account, instrument");

    private static RecordTable<AccountRow> Accounts() => new RecordTable<AccountRow>("accounts")
        .Text("id", row => row.Id, Merge.Key).Text("broker", row => row.Broker).Text("trading_state", row => row.TradingState)
        .Text("why", row => row.Why).Number("since", row => row.Since).Number("reconciling", row => row.Reconciling).Number("updated_at", row => row.UpdatedAt);

    private static RecordTable<EquityRow> Equity() => new RecordTable<EquityRow>("equity")
        .Text("account", row => row.Account, Merge.Key).Text("currency", row => row.Currency, Merge.Key).Number("at", row => row.At, Merge.Key)
        .Text("place", row => row.Place).Text("equity", row => row.Equity).Text("balance", row => row.Balance).Text("available", row => row.Available)
        .Index("place").Index("account, place");

    private static RecordTable<IncidentRow> Incidents() => new RecordTable<IncidentRow>("incidents")
        .Text("place", row => row.Place, Merge.Key).Text("account", row => row.Account).Text("kind", row => row.Kind).Text("code", row => row.Code)
        .Text("message", row => row.Message).Text("signal", row => row.Signal).Text("subscription", row => row.Subscription)
        .Text("order_id", row => row.OrderId).Text("instrument", row => row.Instrument).Number("at", row => row.At)
        .Index("account, place").Index("kind, place").Index("signal");
}
