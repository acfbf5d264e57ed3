import { undecidable, violated } from "../../engine/observations";
import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { credentialsOf } from "../../provider/credentials";

/** Providers take their credentials from where the program runs. */
export const literalCredentials: ResourceRule = {
  id: "provider/literal-credentials",
  title: "Providers hold no credentials",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["pulumi:providers:aws", "pulumi:providers:aws-native"],
  why: "A key in the program or in the stack's configuration lives as long as it is not found, and is in every copy of the state.",
  fix: "Remove it, and let the provider assume a role with the credentials of the place it runs in.",
  decides:
    "The provider has no access key, secret key, session token or web identity token of its own.",
  cannotDecide:
    "Keys in shared files and environment variables, and whether a key was marked as secret.",
  frameworks: { ...familyFrameworks.secret, nist80053: ["IA-5", "IA-5(7)", "AC-2"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a provider with assumeRoles",
    fail: "a provider with accessKey and secretKey",
  },
  check: ({ properties }) => {
    const { held, open } = credentialsOf(properties);
    const [first] = held;
    if (first !== undefined) {
      // The key and its secret are one credential.
      const names = held.map(({ name }) => name).join(", ");
      return [{ ...violated(first.path, `The provider holds ${names}.`), value: names }];
    }
    const [doubtful] = open;
    if (doubtful === undefined) return [];
    const { path, name } = doubtful;
    const message = `${name} is unknown, and would be a credential of the provider.`;
    return [{ ...undecidable(path, message), value: name }];
  },
};
