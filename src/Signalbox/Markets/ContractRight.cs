using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Markets;

/// <summary>Which way an option contract pays.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ContractRight>))]
public enum ContractRight
{
    Call,
    Put,
}
