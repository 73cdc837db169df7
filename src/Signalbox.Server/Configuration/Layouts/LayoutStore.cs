using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Layouts;

/// <summary>
/// How users arranged their pages: one bounded document for each user and page. It is no part of what the engine works with,
/// so saving one makes no new version of the configuration and wakes nobody.
/// </summary>
internal sealed class LayoutStore(ITransactionalStore store, TimeProvider clock)
{
    public const int PagesMax = 32;

    private const string Columns = "page, layout, version, updated_at";

    public Task<LayoutRow?> FindAsync(string user, string page, CancellationToken cancel) => store.ReadAsync(scope => FindAsync(scope, user, page), cancel);

    /// <param name="seen">The version the caller's change was made from; 0 where there was none.</param>
    public Task<ChangeResult<LayoutRow>> SaveAsync(Actor by, string page, string layout, long seen, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var present = await FindAsync(scope, by.Id, page);
            if ((present?.Version ?? 0) != seen)
            {
                return Written.Abandon(ChangeResult.Stale<LayoutRow>(present?.Version ?? 0));
            }

            if (present is null && await scope.RowAsync<long>("SELECT count(*) FROM layouts WHERE user_id = @User", new { User = by.Id }) >= PagesMax)
            {
                return Written.Abandon(ChangeResult.Refused<LayoutRow>(new FieldError("page", $"A user keeps the layouts of at most {PagesMax} pages.")));
            }

            var now = clock.GetUtcNow();
            var saved = new LayoutRow(page, layout, seen + 1, now.ToUnixTimeMilliseconds());
            await scope.ExecuteAsync(
                $"""
                INSERT INTO layouts (user_id, {Columns}) VALUES (@User, @Page, @Layout, @Version, @UpdatedAt)
                ON CONFLICT (user_id, page) DO UPDATE SET layout = @Layout, version = @Version, updated_at = @UpdatedAt
                """,
                new { User = by.Id, saved.Page, saved.Layout, saved.Version, saved.UpdatedAt });
            // That it was changed is told; how a screen looks is nobody else's business.
            return Written.Commit(ChangeResult.Saved(saved), AdministrationCodec.Events.Write(new LayoutSaved { By = by, Subject = page, SubjectName = page }, now));
        }, cancel);

    private static Task<LayoutRow?> FindAsync(StoreScope scope, string user, string page) =>
        scope.RowAsync<LayoutRow>($"SELECT {Columns} FROM layouts WHERE user_id = @User AND page = @Page", new { User = user, Page = page });
}
