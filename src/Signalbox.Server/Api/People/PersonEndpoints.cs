using Signalbox.Journal;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.People;

/// <summary>What the law gives a person: a copy of everything, and to be forgotten.</summary>
internal static class PersonEndpoints
{
    private const string What = "user";

    public static void Map(RouteGroupBuilder api)
    {
        var people = api.MapGroup("/users/{id}").WithTags("Users");
        people.MapPost("/export", ExportAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("exportPerson", "Hand out everything kept about a person", "Taking it is an entry of the audit trail.")
            .Answers<PersonDocument>().Fails(404);
        people.MapPost("/erase", EraseAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("erasePerson", "Erase a person",
                "Destroys the key of the personal fields in the audit trail and disables the user under an id that says nothing. The journal's chain stays valid. Nothing brings it back; backups of before still hold it. Only an owner erases owners.")
            .Answers<UserDocument>().Fails(404, 409);
    }

    private static async Task<IResult> ExportAsync(
        string id, Reason reason, Caller caller, PersonView view, ITransactionalStore store, TimeProvider clock, CancellationToken cancel)
    {
        if (!StorableText.Is(id) || await view.ReadAsync(id, cancel) is not { } person)
        {
            return ApiErrors.NotFound(What, id);
        }

        var taken = AdministrationCodec.Events.Write(
            new PersonExported { By = caller.Actor, Why = reason.Text, Subject = id, SubjectName = person.User.Name }, clock.GetUtcNow());
        await store.WriteAsync(StreamId.Administration, _ => Task.FromResult(Written.Commit(true, taken)), cancel);
        return TypedResults.Json(person, ApiJson.Default.PersonDocument);
    }

    private static async Task<IResult> EraseAsync(
        string id, Input<EraseInput> input, Reason reason, Caller caller, UserStore users, Erasure erasure, CancellationToken cancel)
    {
        input.Check.Require(!string.IsNullOrEmpty(input.Value.Name), "name", "Give the person's name once more.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (!StorableText.Is(id) || await users.FindAsync(id, cancel) is not { } found)
        {
            return ApiErrors.NotFound(What, id);
        }

        if (!caller.MayManage(found.Value.Role))
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.OwnersOnly);
        }

        var result = await erasure.EraseAsync(id, input.Value.Name!, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, saved => TypedResults.Json(UserDocument.Of(saved), ApiJson.Default.UserDocument));
    }
}
