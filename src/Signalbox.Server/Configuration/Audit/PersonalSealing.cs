using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>
/// Takes what tells of people out of an event and puts it under their keys, and back. The journal's hashes cover the
/// sealed form, so destroying a key erases the person and leaves the chain whole.
/// </summary>
internal static class PersonalSealing
{
    /// <summary>What stands where a person's name was, once the person's key is destroyed.</summary>
    public const string Erased = "(erased)";

    private const string Hidden = "";

    /// <param name="key">The key of a person; null where the id is no person's, or the person was erased.</param>
    public static async Task<AdministrationEvent> SealAsync(AdministrationEvent happened, Func<string, Task<PersonKey>> key)
    {
        var actor = await key(happened.By.Id);
        var whose = happened.Person ?? happened.Subject;
        var subject = whose == happened.By.Id ? actor : await key(whose);
        if (!actor.IsPerson && !subject.IsPerson)
        {
            return happened;
        }

        var boxes = new List<PersonalBox>();
        var (ofActor, ofSubject) = Split(happened, actor.IsPerson, subject.IsPerson);
        if (ofActor is not null && subject.Person == actor.Person && ofSubject is not null)
        {
            (ofActor, ofSubject) = (ofActor with { SubjectName = ofSubject.SubjectName, Before = ofSubject.Before, After = ofSubject.After }, null);
        }

        Add(boxes, actor, ofActor, happened);
        Add(boxes, subject, ofSubject, happened);
        return happened with
        {
            By = actor.IsPerson ? happened.By with { Name = Hidden, Token = null } : happened.By,
            From = null,
            SubjectName = subject.IsPerson ? Hidden : happened.SubjectName,
            Before = subject.IsPerson ? null : happened.Before,
            After = subject.IsPerson ? null : happened.After,
            Personal = boxes,
        };
    }

    public static AdministrationEvent Open(AdministrationEvent happened, Func<string, PersonKey> key)
    {
        var opened = happened;
        foreach (var box in happened.Personal ?? [])
        {
            if (key(box.Person) is { Key: { } found } && Read(box, found, happened) is { } fields)
            {
                opened = Merge(opened, fields);
            }
        }

        return opened with
        {
            By = opened.By.Name == Hidden ? opened.By with { Name = Erased } : opened.By,
            SubjectName = opened.SubjectName == Hidden ? Erased : opened.SubjectName,
            Personal = null,
        };
    }

    private static (PersonalFields? Actor, PersonalFields? Subject) Split(AdministrationEvent happened, bool actorIsPerson, bool subjectIsPerson) => (
        actorIsPerson ? new() { Name = happened.By.Name, Token = happened.By.Token, From = happened.From } : null,
        subjectIsPerson
            ? new()
            {
                SubjectName = happened.SubjectName,
                Before = happened.Before,
                After = happened.After,

                // A sign-in that failed has no other person.
                From = actorIsPerson ? null : happened.From,
            }
            : null);

    private static AdministrationEvent Merge(AdministrationEvent happened, PersonalFields fields) => happened with
    {
        By = fields.Name is { } name ? happened.By with { Name = name, Token = fields.Token } : happened.By,
        From = fields.From ?? happened.From,
        SubjectName = fields.SubjectName ?? happened.SubjectName,
        Before = fields.Before ?? happened.Before,
        After = fields.After ?? happened.After,
    };

    private static void Add(List<PersonalBox> boxes, PersonKey person, PersonalFields? fields, AdministrationEvent happened)
    {
        if (fields is not null && person.Key is { } key)
        {
            var plain = JsonSerializer.SerializeToUtf8Bytes(fields, AdministrationJson.Default.PersonalFields);
            boxes.Add(new(person.Person, Base64Url.EncodeToString(AesBox.Seal(key, plain, Associated(person.Person, happened)))));
        }
    }

    private static PersonalFields? Read(PersonalBox box, byte[] key, AdministrationEvent happened)
    {
        try
        {
            var plain = AesBox.Open(key, Base64Url.DecodeFromChars(box.Box), Associated(box.Person, happened));
            return JsonSerializer.Deserialize(plain, AdministrationJson.Default.PersonalFields);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException or JsonException)
        {
            // Written with a key that is gone. Whether the event was changed is for the hash chain to say.
            return null;
        }
    }

    private static byte[] Associated(string person, AdministrationEvent happened) =>
        Encoding.UTF8.GetBytes($"signalbox-personal-1\u001F{person}\u001F{happened.GetType().Name}");
}
