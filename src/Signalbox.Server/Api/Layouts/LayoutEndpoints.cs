using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration.Layouts;
using Signalbox.Server.Security.Requests;

namespace Signalbox.Server.Api.Layouts;

/// <summary>How everybody arranged the pages of the control centre; each user has their own and sees no others.</summary>
internal static partial class LayoutEndpoints
{
    private const string What = "layout of the page";
    private const int BytesMax = 32 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        var layouts = api.MapGroup("/layouts/{page}").WithTags("Session");
        layouts.MapGet("/", FindAsync).RequiresCaller()
            .Describe("getLayout", "Show how you left a page of the control centre", "What was never kept has version 0 and no layout.")
            .Answers<LayoutDocument>().Fails(422);
        layouts.MapPut("/", SaveAsync).RequiresCaller()
            .Describe("saveLayout", "Keep how you arranged a page", $"A JSON object of at most {BytesMax / 1024} KB, for at most {LayoutStore.PagesMax} pages. The server keeps it and does not read it. Every browser you sign in with shows it.")
            .Answers<LayoutDocument>().Fails(409, 413, 422);
    }

    private static async Task<IResult> FindAsync(string page, Caller caller, LayoutStore store, CancellationToken cancel) =>
        !PageName().IsMatch(page) ? NoPage()
        : TypedResults.Json(await store.FindAsync(caller.User.Id, page, cancel) is { } row ? LayoutDocument.Of(row) : LayoutDocument.None(page), ApiJson.Default.LayoutDocument);

    private static async Task<IResult> SaveAsync(string page, Input<LayoutInput> input, Caller caller, LayoutStore store, CancellationToken cancel)
    {
        if (!PageName().IsMatch(page))
        {
            return NoPage();
        }

        var version = input.RequireVersion(input.Value.Version);
        var layout = Read(input);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.SaveAsync(caller.Actor, page, layout, version, cancel);
        return result.Answer(What, page, saved => TypedResults.Json(LayoutDocument.Of(saved), ApiJson.Default.LayoutDocument));
    }

    private static string Read(Input<LayoutInput> input)
    {
        if (input.Value.Layout is not { ValueKind: JsonValueKind.Object } layout)
        {
            input.Check.Refuse("layout", "The layout is required, as a JSON object.");
            return "";
        }

        var text = layout.GetRawText();
        input.Check.Require(Encoding.UTF8.GetByteCount(text) <= BytesMax, "layout", $"A layout has at most {BytesMax} bytes.");
        return text;
    }

    private static IResult NoPage() => ApiErrors.Invalid([new("page", "A page's name has 1 to 32 lower-case letters, digits and hyphens, and begins with a letter.")]);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PageName();
}
