import { undecidable, violated } from "../../engine/observations";
import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { documentsOf, documentTypes } from "../../iam/locations";
import { rivalRoots } from "../../kms/rival-roots";

/** A key policy gives every action to one account at most. */
export const oneOwner: ResourceRule = {
  id: "kms/one-owner",
  title: "Keys are delegated to one account at most",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A key belongs to one account, so every other account that holds every action is a stranger who may use, share and delete it.",
  fix: "Give other accounts the actions that they use, each in full.",
  decides:
    "Whether a key policy gives every KMS action to the roots of several accounts none of which is known to be ours.",
  cannotDecide:
    "Which of the accounts owns the key. Once our accounts are known, every action for another is a matter of iam/wildcard-action, for ours of kms/root-delegation.",
  frameworks: { ...familyFrameworks.kms, nist80053: ["AC-3", "AC-6", "SC-12"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*"}',
    fail: '{"Principal":{"AWS":["111122223333","444455556666"]},"Action":"kms:*"}',
  },
  check: (resource, context) =>
    documentsOf(resource, context)
      .filter(({ kind }) => kind === "key")
      .flatMap(({ document, path }) =>
        document.kind === "unknown"
          ? [undecidable(document.path, unknownPolicy)]
          : judge(rivalRoots(document, context), path),
      ),
};

const unknownPolicy = "The key policy is unknown and nothing declares its statements.";

function judge(accounts: readonly string[], path: string): readonly Observation[] {
  if (accounts.length === 0) return [];
  const message = `Accounts ${accounts.join(" and ")} each have every action, and only one of them owns the key.`;
  const fix =
    "Give the other accounts the actions that they use, and name ours in parameter accounts of the pack or in allowedAccountIds of the provider.";
  return [{ ...violated(path, message, fix), value: accounts.join(", ") }];
}
