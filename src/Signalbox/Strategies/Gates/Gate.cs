using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Strategies.Gates;

/// <summary>Judges a signal before it may trade: with a score from 0 to 1, a verdict and a reason.</summary>
/// <param name="Name">Unique within its list; a subscription's gate takes the place of the strategy's of the same name.</param>
/// <param name="Enabled">Off in a subscription: the strategy's gate of this name does not judge there.</param>
/// <param name="Judges">What it judges. Default: entries; exits, cancels and protection pass.</param>
/// <param name="Threshold">The least score that passes, 0 to 1. Default 0.5.</param>
/// <param name="WhenMissing">What an expression without a value means. Default: it does not pass.</param>
/// <param name="Expression">With <see cref="GateKind.Expression"/>: a condition, or a number from 0 to 1.</param>
/// <param name="Scorer">With <see cref="GateKind.Http"/>: whom to ask.</param>
/// <param name="Rules">With <see cref="GateKind.Alignment"/>: what is weighed.</param>
public sealed record Gate(
    string Name,
    GateKind Kind,
    bool Enabled = true,
    GateReach Judges = GateReach.Entries,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal Threshold = 0.5m,
    GateMissing WhenMissing = GateMissing.Refuse,
    string? Expression = null,
    ScorerTerms? Scorer = null,
    [property: JsonConverter(typeof(ValueListConverter<AlignmentRule>))] ValueList<AlignmentRule> Rules = default);

[JsonConverter(typeof(SnakeCaseEnumConverter<GateKind>))]
public enum GateKind
{
    /// <summary>An expression over the signal, the position, the market and recent performance.</summary>
    Expression,

    /// <summary>Somebody else's score, asked for over HTTP.</summary>
    Http,

    /// <summary>Several weighted rules against a threshold.</summary>
    Alignment,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<GateReach>))]
public enum GateReach
{
    /// <summary>Whatever opens or grows a position.</summary>
    Entries,

    /// <summary>Exits, cancels and changes of protection too.</summary>
    Everything,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<GateMissing>))]
public enum GateMissing
{
    Refuse,
    Pass,
}

/// <summary>Whom to ask for a score.</summary>
/// <param name="Url">Where the signal is posted to.</param>
/// <param name="SecretName">The bearer secret to send, by its name in the vault; null: none.</param>
/// <param name="BudgetMs">How long the answer may take. Default 500 ms.</param>
/// <param name="OnFailure">What no answer, or none that can be understood, means. Default: it does not pass.</param>
/// <param name="IsAdvice">Its score is there for other gates to weigh, and refuses nothing itself.</param>
public sealed record ScorerTerms(
    string Url,
    string? SecretName = null,
    int BudgetMs = 500,
    GateMissing OnFailure = GateMissing.Refuse,
    bool IsAdvice = false)
{
    public const int BudgetMsMin = 50;
    public const int BudgetMsMax = 3_000;
}

/// <summary>One voice of an alignment.</summary>
/// <param name="Expression">A condition (1 or 0), or a number from 0 to 1. Without a value it counts as 0.</param>
public sealed record AlignmentRule(
    string Name,
    string Expression,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal Weight = 1m);
