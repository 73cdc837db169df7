using Signalbox.Server.Api.Input;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Users;

internal static class UserReading
{
    private const int NameCharsMax = 64;

    extension(InputCheck check)
    {
        public string UserName(string? name) => check.Name("name", name, NameCharsMax);

        public string Password(string path, string? password)
        {
            check.Require(
                password is { Length: >= PasswordOptions.LengthMin and <= PasswordOptions.LengthMax }, path,
                $"A password has {PasswordOptions.LengthMin} to {PasswordOptions.LengthMax} characters.");
            return password ?? "";
        }

        public Role Role(Role? role)
        {
            check.Require(role is not null, "role", "A role is required: viewer, trader, admin or owner.");
            return role ?? default;
        }
    }
}
