using Signalbox.Server.Api.Input;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Server.Api.Terms;

internal static class ProtectionReading
{
    private const int TargetsMax = 10;

    public static TakeProfitTerms? Read(TakeProfitDocument? document, string path, InputCheck check)
    {
        if (document is null)
        {
            return null;
        }

        var targets = document.Targets ?? [];
        check.Require(targets.Count is >= 1 and <= TargetsMax, $"{path}.targets", $"A take profit has 1 to {TargetsMax} targets.");
        check.Require(targets.Sum(target => Math.Clamp(target.SharePercent ?? 0m, 0m, 1_000m)) <= 100m, $"{path}.targets", "The shares of all targets are at most 100 percent together.");
        return new() { Targets = [.. targets.Select((target, index) => Read(target, $"{path}.targets[{index}]", check))] };
    }

    public static StopLossTerms? Read(StopLossDocument? document, string path, InputCheck check)
    {
        if (document is null)
        {
            return null;
        }

        check.Positive($"{path}.stopPrice", document.StopPrice);
        check.Positive($"{path}.percent", document.Percent);
        check.Below100($"{path}.percent", document.Percent);
        check.Positive($"{path}.amount", document.Amount);
        check.Positive($"{path}.limitPrice", document.LimitPrice);
        check.Positive($"{path}.trailAmount", document.TrailAmount);
        check.Positive($"{path}.trailPercent", document.TrailPercent);
        check.Below100($"{path}.trailPercent", document.TrailPercent);
        check.Positive($"{path}.lossAmount", document.LossAmount?.Value);
        CheckShape(document, path, check);
        CheckBreakeven(document, path, check);
        return new()
        {
            Type = document.Type,
            StopPrice = document.StopPrice,
            Percent = document.Percent,
            Amount = document.Amount,
            LimitPrice = document.LimitPrice,
            TrailAmount = document.TrailAmount,
            TrailPercent = document.TrailPercent,
            LossAmount = document.LossAmount,
            TrailFromPercent = document.TrailFromPercent,
            TrailFromPrice = document.TrailFromPrice,
            BreakevenAfterTarget = document.BreakevenAfterTarget ?? 0,
            BreakevenOffset = document.BreakevenOffset,
        };
    }

    private static TargetTerms Read(TargetDocument target, string path, InputCheck check)
    {
        check.Positive($"{path}.limitPrice", target.LimitPrice);
        check.Positive($"{path}.percent", target.Percent);
        check.Positive($"{path}.amount", target.Amount);
        check.Positive($"{path}.profitAmount", target.ProfitAmount?.Value);
        check.Positive($"{path}.sharePercent", target.SharePercent);
        check.Require(target.SharePercent is null or <= 100m, $"{path}.sharePercent", "A share is at most 100 percent.");
        check.ExactlyOne(
            path, "limitPrice, percent, amount and profitAmount",
            target.LimitPrice is not null, target.Percent is not null, target.Amount is not null, target.ProfitAmount is not null);
        return new()
        {
            LimitPrice = target.LimitPrice,
            Percent = target.Percent,
            Amount = target.Amount,
            ProfitAmount = target.ProfitAmount,
            SharePercent = target.SharePercent,
        };
    }

    private static void CheckShape(StopLossDocument stop, string path, InputCheck check)
    {
        var trails = stop.Type == StopLossType.TrailingStop;
        bool[] levels = [stop.StopPrice is not null, stop.Percent is not null, stop.Amount is not null, stop.LossAmount is not null];
        if (trails)
        {
            check.AtMostOne(path, "trailFromPercent and trailFromPrice", stop.TrailFromPercent is not null, stop.TrailFromPrice is not null);
            check.Positive($"{path}.trailFromPercent", stop.TrailFromPercent);
            check.Positive($"{path}.trailFromPrice", stop.TrailFromPrice);
            check.ExactlyOne(path, "trailAmount and trailPercent", stop.TrailAmount is not null, stop.TrailPercent is not null);
            check.AtMostOne(path, "stopPrice, percent, amount and lossAmount", levels);
        }
        else
        {
            var name = Words.Of(stop.Type);
            check.ExactlyOne(path, "stopPrice, percent, amount and lossAmount", levels);
            check.Absent($"{path}.trailAmount", stop.TrailAmount is null, $"A {name} does not trail. Leave it out, or choose trailing_stop.");
            check.Absent($"{path}.trailPercent", stop.TrailPercent is null, $"A {name} does not trail. Leave it out, or choose trailing_stop.");
            check.Absent($"{path}.trailFromPercent", stop.TrailFromPercent is null, $"A {name} does not trail. Leave it out, or choose trailing_stop.");
            check.Absent($"{path}.trailFromPrice", stop.TrailFromPrice is null, $"A {name} does not trail. Leave it out, or choose trailing_stop.");
        }

        check.Absent(
            $"{path}.limitPrice", stop.LimitPrice is null || stop.Type == StopLossType.StopLimit,
            $"A {Words.Of(stop.Type)} has no limit price. Leave it out, or choose stop_limit.");
    }

    private static void CheckBreakeven(StopLossDocument stop, string path, InputCheck check)
    {
        check.Require(stop.BreakevenAfterTarget is null or (>= 1 and <= TargetsMax), $"{path}.breakevenAfterTarget", $"Expected a whole number from 1 to {TargetsMax}.");
        check.Require(stop.BreakevenOffset is null or >= 0, $"{path}.breakevenOffset", "Expected a number of 0 or more.");
    }
}
