using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signalbox.Text;

/// <summary>Enumerations travel as snake_case words: <c>StopLoss</c> is <c>stop_loss</c>.</summary>
public sealed class SnakeCaseEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
