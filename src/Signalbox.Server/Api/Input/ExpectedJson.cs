using System.Text.Json;
using Signalbox.Text;

namespace Signalbox.Server.Api.Input;

/// <summary>What a field takes, as a sentence.</summary>
internal static class ExpectedJson
{
    public static string Of(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => "Expected text.",
            _ when plain == typeof(bool) => "Expected true or false.",
            _ when plain == typeof(int) || plain == typeof(long) => "Expected a whole number.",
            _ when plain == typeof(decimal) || IsDecimal(plain) => "Expected a decimal number, as a number or as text.",
            _ when plain == typeof(DateTimeOffset) => "Expected a time such as 2026-01-31T12:00:00Z.",
            _ when plain.IsEnum => $"Expected one of {Names(plain)}.",
            _ when typeof(System.Collections.IDictionary).IsAssignableFrom(plain) => "Expected an object with text values.",
            _ when typeof(System.Collections.IEnumerable).IsAssignableFrom(plain) => "Expected a list.",
            _ => "Expected an object.",
        };
    }

    private static bool IsDecimal(Type type) =>
        type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IDecimalValue<>));

    private static string Names(Type type) =>
        string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
