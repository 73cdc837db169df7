using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Text;

namespace Signalbox.Server.Api.Stops;

/// <summary>The kill switch's input, as JSON or as the fields of a plain form: a page whose scripts are dead can still stop trading.</summary>
internal sealed class KillSwitchOrder : IInput, IEndpointParameterMetadataProvider
{
    private readonly Input<KillSwitchInput>? json;
    private readonly KillSwitchInput? form;
    private readonly InputCheck formCheck = new();
    private (int Status, ApiError Error)? formUnreadable;

    private KillSwitchOrder(Input<KillSwitchInput>? json, KillSwitchInput? form) => (this.json, this.form) = (json, form);

    public KillSwitchInput Value => form ?? json!.Value;

    public InputCheck Check => json?.Check ?? formCheck;

    public bool IsForm => form is not null;

    public (int Status, ApiError Error)? Unreadable => json?.Unreadable ?? formUnreadable;

    public static async ValueTask<KillSwitchOrder> BindAsync(HttpContext http)
    {
        if (!PlainForm.IsOne(http.Request))
        {
            return new(await Input<KillSwitchInput>.BindAsync(http), null);
        }

        if (await PlainForm.ReadAsync(http) is not { } fields)
        {
            return new(null, null) { formUnreadable = (StatusCodes.Status400BadRequest, ApiErrors.UnreadableForm) };
        }

        var scope = fields["scope"].ToString();
        var order = new KillSwitchOrder(null, new(
            scope == Words.Of(KillScope.Account) ? KillScope.Account : KillScope.Global,
            fields["accountId"] is [{ Length: > 0 } account] ? account : null,
            fields["flatten"].ToString() is "true" or "on" or "1",
            fields["reason"].ToString()));
        order.formCheck.Require(scope.Length == 0 || scope == Words.Of(KillScope.Account) || scope == Words.Of(KillScope.Global), "scope", "Expected one of global, account.");
        return order;
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        Input<KillSwitchInput>.PopulateMetadata(parameter, builder);
        builder.Metadata.Add(new AcceptsMetadata(["application/json", PlainForm.Type], typeof(KillSwitchInput)));
    }
}
