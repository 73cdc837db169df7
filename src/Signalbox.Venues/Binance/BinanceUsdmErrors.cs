using Signalbox.Venues.Errors;

namespace Signalbox.Venues.Binance;

/// <summary>What only USD-M futures answer.</summary>
internal static class BinanceUsdmErrors
{
    public static readonly IReadOnlyDictionary<string, VenueError> Codes = Table();

    // Futures say of these failures of the server that nothing came of the request; of every other nothing is known.
    public static readonly IReadOnlyList<MessageRule> Messages =
    [
        new("503", "Service Unavailable.", VenueError.NotProcessed),
        new("503", "Internal error; unable to process your request", VenueError.NotProcessed),
        new("503", "throttled by system-level protection", VenueError.NotProcessed),
        new("-4015", "duplicat", VenueError.DuplicateId),
    ];

    private static Dictionary<string, VenueError> Table()
    {
        (VenueError Error, string[] Codes)[] groups =
        [
            (VenueError.NotProcessed, ["-1008"]),
            (VenueError.ClockSkew, ["-5028"]),
            (VenueError.Rejected(RejectReason.InsufficientFunds), ["-2018", "-2019", "-2024", "-4050", "-4051", "-4055", "-4112", "-4118"]),
            (VenueError.Rejected(RejectReason.WouldTriggerImmediately), ["-2021", "-4117", "-4135", "-4142"]),
            (VenueError.Rejected(RejectReason.ReduceOnlyRefused), ["-2022", "-4062", "-4087", "-4138"]),
            (VenueError.Rejected(RejectReason.WouldTakeLiquidity), ["-5022"]),
            (VenueError.DuplicateId, ["-4111", "-4116"]),
            (VenueError.Rejected(RejectReason.BelowMinimum), ["-4003", "-4004", "-4010", "-4023", "-4164", "-5029"]),
            (VenueError.Rejected(RejectReason.AboveMaximum), ["-2025", "-2027", "-4005", "-4045", "-4400", "-4401", "-5026"]),
            (VenueError.Rejected(RejectReason.PriceOutOfRange),
            [
                "-4001", "-4002", "-4006", "-4007", "-4008", "-4013", "-4014", "-4016", "-4024", "-4029", "-4030", "-4131", "-4183", "-4184", "-5041",
            ]),
            (VenueError.Rejected(RejectReason.MarketClosed), ["-4108", "-4140", "-4141", "-4192"]),
            (VenueError.Rejected(RejectReason.UnknownInstrument), ["-1110", "-4144", "-4104", "-4402"]),
            (VenueError.NotPermitted, ["-1011", "-2017", "-4056", "-4057", "-4088", "-4202", "-4203", "-4205", "-4206", "-4208", "-4403"]),
            (VenueError.Rejected(RejectReason.Unsupported),
            [
                "-2026", "-4120", "-4137", "-4139", "-5024", "-5025", "-5037", "-5038", "-5039", "-5040", "-4060", "-4061", "-4211",
            ]),
            (VenueError.Rejected(RejectReason.Other),
            [
                "-1004", "-1005", "-1023", "-1109", "-1113", "-1126", "-1131", "-1136", "-2012", "-2020", "-2023", "-2028", "-4000", "-4009", "-4011", "-4012", "-4015",
                "-4017", "-4018", "-4019", "-4020", "-4021", "-4022", "-4025", "-4026", "-4027", "-4028", "-4031", "-4032", "-4033", "-4044", "-4046", "-4047", "-4048",
                "-4049", "-4052", "-4053", "-4054", "-4058", "-4059", "-4063", "-4064", "-4065", "-4066", "-4067", "-4068", "-4069", "-4070", "-4071", "-4072", "-4073",
                "-4074", "-4075", "-4076", "-4077", "-4078", "-4079", "-4080", "-4081", "-4082", "-4083", "-4084", "-4085", "-4086", "-4109", "-4110", "-4113", "-4114",
                "-4115", "-4136", "-4161", "-4165", "-4167", "-4168", "-4169", "-4170", "-4171", "-4178", "-4210", "-4531", "-5021", "-5027",
            ]),
        ];
        return groups.SelectMany(group => group.Codes.Select(code => (code, group.Error))).ToDictionary(each => each.code, each => each.Error);
    }
}
