using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Okx;

/// <summary>OKX's codes in our words: 50… of the gateway, 51… and 54… of orders, 59… of accounts, 6… of streams.</summary>
public static class OkxErrors
{
    /// <summary>A stop that has triggered meanwhile: it lives on as the order it became.</summary>
    public const string HasTriggered = "51416";

    // Codes by what they prove. A time-out proves nothing, nor does a server that is busy; an account that is frozen is refused
    // for a reason that the key cannot mend.
    private static (VenueError Error, string[] Codes)[] Groups() =>
    [
        (VenueError.Unknown, ["1", "2", "50001", "50004", "50009", "50013", "50026", "50042", "51054", "51149", "51289", "51412"]),
        (VenueError.ClockSkew, ["50102", "50112", "60004", "60006"]),
        (VenueError.Unauthorized, [
            "50101", "50103", "50104", "50105", "50106", "50107", "50108", "50109", "50110", "50111", "50113", "50114", "50119", "50121",
            "60005", "60007", "60009", "60024", "60032"
        ]),
        (VenueError.NotPermitted, ["50030", "50035", "50041", "50100", "50116", "50118", "50120"]),
        (VenueError.Throttled, ["50011", "50040", "50061", "51113", "60014", "60023"]),
        (VenueError.Maintenance, ["50046", "50062", "50064", "51290"]),
        (VenueError.NotProcessed, [
            "50017", "50018", "50019", "50020", "50021", "50022", "50023", "50036", "50037", "51030", "51032", "51034", "51115", "51288",
            "54047", "54048", "54049", "63999", "64007"
        ]),
        (VenueError.NotFound, ["51291", "51293", "51400", "51401", "51402", "51405", "51503", "51509", "51510", "51527", "51603"]),
        (VenueError.DuplicateId, ["50071", "51011", "51016", "51065", "51068"]),
        (VenueError.Rejected(RejectReason.InsufficientFunds), ["51008", "51017", "51127", "51131", "51143", "51502"]),
        (VenueError.Rejected(RejectReason.BelowMinimum), ["50122", "51007", "51020", "51120", "51132", "51286"]),
        (VenueError.Rejected(RejectReason.AboveMaximum), [
            "51004", "51005", "51025", "51033", "51101", "51102", "51103", "51104", "51105", "51106", "51107", "51108", "51111", "51117",
            "51129", "51165", "51174", "51185", "51186", "51187", "51201", "51202", "51203", "51207", "51252", "51253", "51255", "51260",
            "51261", "51262", "51263", "51275", "51299", "51312", "51406", "51501", "54006", "54018", "54019", "54030", "54031", "54035",
            "54043"
        ]),
        (VenueError.Rejected(RejectReason.PriceOutOfRange), [
            "51006", "51031", "51046", "51047", "51048", "51049", "51116", "51122", "51135", "51136", "51137", "51138", "51150", "51192",
            "51193", "51194", "51195", "51250", "51257", "51258", "51259", "51311", "51514"
        ]),
        (VenueError.Rejected(RejectReason.WouldTriggerImmediately), [
            "51050", "51051", "51052", "51053", "51277", "51278", "51279", "51280", "51300", "51302", "51303", "51304", "51305", "51306",
            "51307", "51308"
        ]),
        (VenueError.Rejected(RejectReason.WouldTakeLiquidity), ["51511"]),
        (VenueError.Rejected(RejectReason.ReduceOnlyRefused), [
            "51023", "51043", "51058", "51112", "51125", "51126", "51134", "51148", "51169", "51170", "51171", "51206", "51521", "51522"
        ]),
        (VenueError.Rejected(RejectReason.MarketClosed), [
            "51021", "51022", "51027", "51028", "51029", "51087", "51110", "51124", "51196", "51197", "51309", "51404", "51505", "51507",
            "51508", "54011", "54072", "54073", "54094"
        ]),
        (VenueError.Rejected(RejectReason.UnknownInstrument), ["51001", "51012", "51014", "51015", "51069", "54007"]),
        (VenueError.Rejected(RejectReason.Unauthorized), [
            "50007", "50008", "50010", "50012", "50027", "50028", "50029", "50032", "50033", "50044", "50051", "50052", "50059", "50060",
            "50075", "51009", "51018", "51019", "51024", "51035", "51036", "51147", "51155", "51411", "54092", "59500", "59504", "59508",
            "59509"
        ]),
        (VenueError.Rejected(RejectReason.Unsupported), [
            "50005", "50038", "50053", "50063", "50067", "50072", "51010", "51037", "51039", "51040", "51041", "51042", "51044", "51055",
            "51056", "51057", "51066", "51070", "51072", "51073", "51074", "51075", "51077", "51078", "51094", "51099", "51100", "51128",
            "51133", "51139", "51142", "51144", "51158", "51179", "51205", "51212", "51281", "51287", "51295", "51298", "51310", "51313",
            "51317", "51327", "51328", "51329", "51330", "51331", "51332", "51333", "51403", "51413", "51415", "51416", "51506", "51524",
            "51525", "51526", "51528", "51529", "51530", "51531", "51532", "51536", "51537", "51538", "51543", "54000", "54001", "54005",
            "54024", "54025", "54026", "54027", "54028", "54036", "54039", "54040", "54041", "54042", "54044", "54045", "54046", "54070",
            "54071", "54075", "59006", "59110"
        ]),
        (VenueError.Rejected(RejectReason.Other), OkxOtherErrors.Codes),
    ];

    public static readonly ErrorTable Table = new(
        Groups().SelectMany(group => group.Codes.Select(code => (code, group.Error))).ToDictionary(each => each.code, each => each.Error), Messages());

    /// <summary>A code may carry a second one, after an underscore, which tells the same in more detail.</summary>
    public static VenueError Find(string code, string message) => Table.Find(code.Split('_')[0], message);

    // A parameter that is wrong is named in the sentence.
    private static IReadOnlyList<MessageRule> Messages() =>
    [
        new("51000", "instId", VenueError.Rejected(RejectReason.UnknownInstrument)),
        new("51000", "ordPx", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new("51000", "triggerPx", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new("51000", " px", VenueError.Rejected(RejectReason.PriceOutOfRange)),
        new("51000", "posSide", VenueError.Rejected(RejectReason.Unsupported)),
        new("51121", "minimum", VenueError.Rejected(RejectReason.BelowMinimum)),
    ];
}
