using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Bybit;

/// <summary>Bybit's codes in our words: 10… of the gateway, 110… of contracts, 170… of spot.</summary>
public static class BybitErrors
{
    public const string Fine = "0";

    /// <summary>A setting that was so already: the wish is fulfilled.</summary>
    public static readonly IReadOnlyList<string> Unchanged = ["110025", "110026", "110043"];

    // Codes by what they prove. A time-out behind the gateway proves nothing, whichever service it names.
    private static readonly (VenueError Error, string[] Codes)[] Groups =
    [
        (VenueError.Unknown, ["10000", "10014", "10016", "170001", "170007", "170146", "170147", "170149", "170150"]),
        (VenueError.ClockSkew, ["10002"]),
        (VenueError.Unauthorized, ["10003", "10004", "10007", "10010", "33004"]),
        (VenueError.NotPermitted, ["10005", "10008", "10024", "10027", "10028"]),
        (VenueError.Throttled, ["10006", "170005"]),
        (VenueError.Banned, ["10009", "10018"]),
        (VenueError.NotProcessed, ["110079"]),
        (VenueError.NotFound, ["110001", "110008", "110010", "170139", "170142", "170143", "170213"]),
        (VenueError.DuplicateId, ["110030", "110072", "170141"]),
        (VenueError.Rejected(RejectReason.Other),
        [
            "10001", "10017", "10404", "110005", "110013", "110015", "110018", "110019", "110022", "110024", "110025", "110026", "110028",
            "110031", "110032", "110033", "110034", "110035", "110036", "110038", "110043", "110055", "110073", "170105", "170130", "170144",
            "170210",
        ]),
        (VenueError.Rejected(RejectReason.UnknownInstrument), ["10029", "170121"]),
        (VenueError.Rejected(RejectReason.PriceOutOfRange), ["110003", "170132", "170133", "170134", "170159", "170192", "170193", "170194"]),
        (VenueError.Rejected(RejectReason.InsufficientFunds),
        [
            "110004", "110006", "110007", "110011", "110012", "110014", "110040", "110044", "110045", "110051", "110052", "110053", "170131",
        ]),
        (VenueError.Rejected(RejectReason.AboveMaximum),
        [
            "110009", "110016", "110020", "110021", "110090", "170010", "170124", "170135", "170810",
        ]),
        (VenueError.Rejected(RejectReason.BelowMinimum), ["110094", "170136", "170137", "170140", "170148"]),
        (VenueError.Rejected(RejectReason.ReduceOnlyRefused), ["110017"]),
        (VenueError.Rejected(RejectReason.MarketClosed), ["110023", "110066", "110074", "110103", "110104", "170151", "170157", "170217"]),
        (VenueError.Rejected(RejectReason.WouldTriggerImmediately), ["110092", "110093"]),
        (VenueError.Rejected(RejectReason.WouldTakeLiquidity), ["170218"]),
        (VenueError.Rejected(RejectReason.Unsupported), ["170115", "170116", "170117", "170145", "170202"]),
    ];

    public static readonly ErrorTable Table = new(
        Groups.SelectMany(group => group.Codes.Select(code => (code, group.Error))).ToDictionary(each => each.code, each => each.Error), []);
}
