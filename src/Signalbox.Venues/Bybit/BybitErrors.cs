using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Bybit;

/// <summary>
/// Bybit's codes in our words: 10… of the gateway, 110… of contracts, 170… of spot, 176… and 182… of loans and collateral.
/// </summary>
public static class BybitErrors
{
    public const string Fine = "0";

    /// <summary>A setting that was so already: the wish is fulfilled.</summary>
    public static readonly IReadOnlyList<string> Unchanged = ["34040", "110025", "110026", "110043"];

    public static readonly ErrorTable Table = new(
        Meanings().Concat(Refusals()).SelectMany(group => group.Codes.Select(code => (code, group.Error))).DistinctBy(each => each.code).ToDictionary(each => each.code, each => each.Error),
        Words());

    // Codes by what they prove. A time-out behind the gateway proves nothing, whichever service it names.
    private static (VenueError Error, string[] Codes)[] Meanings() =>
    [
        (VenueError.Unknown,
        [
            "10000", "10014", "10016", "10019", "40004", "170001", "170007", "170032", "170035", "170146", "170147", "170149", "170150",
            "170212", "170234", "170310", "170311", "3400214",
        ]),
        (VenueError.ClockSkew, ["-1", "10002"]),
        (VenueError.Unauthorized, ["-2015", "10003", "10004", "10007", "10010", "33004"]),
        (VenueError.NotPermitted,
        [
            "10005", "10008", "10009", "10024", "10027", "10028", "100028", "110067", "110069", "110088", "110097", "110102", "110110",
            "110111", "110112", "110113", "110119", "110123", "110125", "110132", "110136", "170036", "170209", "170219", "170224",
            "170241", "170348", "170355", "170358", "170359", "3100197", "3200403",
        ]),
        (VenueError.Throttled, ["429", "10006", "10429", "20003", "30035", "170005", "170222"]),
        (VenueError.Banned, ["10018"]),
        (VenueError.NotProcessed, ["110079", "110114", "170191"]),
        (VenueError.NotFound, ["110001", "110008", "110010", "170139", "170142", "170143", "170190", "170213"]),
        (VenueError.DuplicateId, ["110030", "110072", "170141"]),
    ];

    private static (VenueError Error, string[] Codes)[] Refusals() =>
    [
        (VenueError.Rejected(RejectReason.UnknownInstrument), ["10029", "110037", "110050", "170121", "170221"]),
        (VenueError.Rejected(RejectReason.PriceOutOfRange),
        [
            "30208", "30209", "110003", "110108", "110109", "110116", "110120", "110121", "170132", "170133", "170134", "170192", "170193",
            "170194", "170195", "170196", "170203", "170204", "170371", "170372",
        ]),
        (VenueError.Rejected(RejectReason.InsufficientFunds),
        [
            "30256", "110004", "110006", "110007", "110011", "110012", "110014", "110039", "110040", "110044", "110045", "110046", "110047",
            "110051", "110052", "110053", "110101", "110131", "170033", "170034", "170131", "170207", "170346", "176015",
        ]),
        (VenueError.Rejected(RejectReason.AboveMaximum),
        [
            "110009", "110016", "110020", "110021", "110048", "110061", "110085", "110086", "110089", "110090", "170010", "170011", "170019",
            "170124", "170135", "170197", "170198", "170199", "170200", "170228", "170229", "170341", "170381", "170382", "170810", "3400139",
        ]),
        (VenueError.Rejected(RejectReason.BelowMinimum), ["110058", "110064", "110094", "170136", "170137", "170140", "170148", "170313"]),
        (VenueError.Rejected(RejectReason.ReduceOnlyRefused), ["110017", "110034"]),
        (VenueError.Rejected(RejectReason.MarketClosed),
        [
            "30228", "110023", "110035", "110042", "110063", "110066", "110074", "110095", "110103", "110104", "110105", "110106", "110118",
            "110124", "110137", "170031", "170151", "170157", "170159", "170206", "170217", "170226", "170360",
        ]),
        (VenueError.Rejected(RejectReason.WouldTriggerImmediately), ["110092", "110093"]),
        (VenueError.Rejected(RejectReason.WouldTakeLiquidity), ["170218"]),
        (VenueError.Rejected(RejectReason.Unsupported),
        [
            "10017", "10404", "110029", "110068", "110070", "110076", "110077", "110096", "110098", "110099", "110100", "110115", "110117",
            "110135", "170037", "170115", "170116", "170117", "170145", "170201", "170202", "170227", "170312", "170344",
        ]),
        (VenueError.Rejected(RejectReason.Other),
        [
            "10001", "20006", "30133", "30134", "30135", "30136", "34040", "110005", "110013", "110015", "110018", "110019", "110022", "110024",
            "110025", "110026", "110027", "110028", "110031", "110032", "110033", "110036", "110038", "110041", "110043", "110049", "110054",
            "110055", "110056", "110057", "110059", "110060", "110062", "110065", "110071", "110073", "110075", "110078", "110080", "110082",
            "110083", "110087", "110107", "170105", "170130", "170144", "170210", "170215", "170216", "170220", "170223", "170230", "170709",
            "181017", "500010", "500011", "3100181", "3100326", "3200316", "3200317", "3200320", "3200419", "3200425", "3200641", "3400045",
            "3400052", "3400053", "3400054", "3400071", "3400208", "3400209", "3400210", "3400211", "3400212", "3400213", "3401010",
        ]),
        (VenueError.Rejected(RejectReason.Other), Numbers(176002, 176031)),
        (VenueError.Rejected(RejectReason.Other), Numbers(176034, 176040)),
        (VenueError.Rejected(RejectReason.Other), Numbers(176132, 176139)),
        (VenueError.Rejected(RejectReason.Other),
        [
            "176201", "182011", "182021", "182100", "182101", "182102", "182103", "182104", "182105", "182106", "182107", "182108", "182110",
            "182111", "182112",
        ]),
    ];

    // One code stands for every parameter that is wrong.
    private static MessageRule[] Words() =>
    [
        new("10001", "exceeds minimum limit", VenueError.Rejected(RejectReason.BelowMinimum)),
        new("10001", "exceeds maximum limit", VenueError.Rejected(RejectReason.AboveMaximum)),
        new("10001", "symbol invalid", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new("10001", "invalid symbol", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new("10001", "not supported symbols", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new("10001", "symbol is invalid", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new("10001", "price invalid", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new("10001", "price is invalid", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new("10001", "server timestamp", VenueError.ClockSkew),
    ];

    private static string[] Numbers(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(code => $"{code}")];
}
