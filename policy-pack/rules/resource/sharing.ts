import type { CheckContext, JudgedResource, Observation, ResourceRule } from "../../engine/rule";
import {
  isObject,
  isUnknown,
  listOf,
  type Properties,
  pointer,
  textOf,
  type Value,
} from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { type Recipient, recipientOf } from "../../iam/recipient";
import { shareProperties } from "../../iam/share-properties";
import { isOurOrganization } from "../../iam/source-limit";

const shareType = "aws:ram/resourceShare:ResourceShare";
const layerType = "aws:lambda/layerVersionPermission:LayerVersionPermission";

/** Shares reach our own accounts and organizations only. */
export const sharing: ResourceRule = {
  id: "resource/sharing",
  title: "Nothing is shared with everybody or with unknown accounts",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [shareType, ...Object.keys(shareProperties)],
  why: "A shared image, snapshot, layer or document leaves the account with its contents, and no policy of ours follows it.",
  fix: "Share with single accounts of ours or with our organization, or remove the share.",
  decides:
    "Whether RAM shares, launch and volume permissions, database snapshots, layers, documents, endpoint services and portfolios name everybody, or an account or organization that is not ours.",
  cannotDecide:
    "Whether an account is ours when neither pack configuration nor a provider's allowedAccountIds lists any: then any exact account is accepted.",
  frameworks: familyFrameworks.resource,
  params: {
    allowedRecipients: {
      type: "array",
      description: "Account ids, ARNs or organization ids beside our own that shares may name.",
      default: [],
    },
  },
  since: "0.2.0",
  examples: { pass: 'accountId: "111122223333"', fail: 'group: "all"' },
  check: (resource, context) => [
    ...(resource.type === shareType ? judgeShare(resource.properties) : []),
    ...(shareProperties[resource.type] ?? []).flatMap((path) =>
      valuesAt(resource.properties, path).flatMap((found) => judge(found, resource, context)),
    ),
  ],
};

interface Found {
  readonly value: Value;
  readonly path: readonly (string | number)[];
}

function valuesAt(
  value: Value,
  keys: readonly string[],
  path: Found["path"] = [],
): readonly Found[] {
  const [key, ...rest] = keys;
  if (key === undefined || isUnknown(value)) return [{ value, path }];
  if (key === "*") {
    return listOf(value).flatMap((item, index) => valuesAt(item, rest, [...path, index]));
  }
  const child = childOf(value, key);
  return child === undefined || child === null ? [] : valuesAt(child, rest, [...path, key]);
}

const childOf = (value: Value, key: string): Value | undefined =>
  isObject(value) ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;

function judge(
  { value, path }: Found,
  { type, properties }: JudgedResource,
  context: CheckContext,
): readonly Observation[] {
  const at = pointer(path);
  if (isUnknown(value)) {
    return [{ verdict: "undecided", path: at, message: "Whom it is shared with is unknown." }];
  }
  // Systems Manager takes a list of accounts as one text.
  const texts = textOf(value)
    .split(",")
    .map((text) => text.trim());
  return texts
    .filter((text) => !listOf(context.params["allowedRecipients"]).includes(text))
    .flatMap((text) => {
      const recipient = recipientOf(text, context);
      const isLimited = type === layerType && recipient === "everybody";
      return isLimited ? judgeLayer(properties, context) : verdictOn(recipient, text, at);
    });
}

function verdictOn(recipient: Recipient, text: string, path: string): readonly Observation[] {
  switch (recipient) {
    case "ours":
      return [];
    case "everybody":
      return [
        { verdict: "fail", path, message: `It is shared with everybody (${text}).`, value: text },
      ];
    case "foreign":
      return [
        {
          verdict: "fail",
          path,
          message: `It is shared with ${text}, which is not ours.`,
          value: text,
        },
      ];
    case "unreadable":
      return [
        {
          verdict: "undecided",
          path,
          message: `Whether ${text} is ours cannot be told.`,
          value: text,
        },
      ];
  }
}

// A layer is shared with an organization by naming everybody and the organization.
function judgeLayer(
  { organizationId }: Properties,
  { organizations }: CheckContext,
): readonly Observation[] {
  const path = "/organizationId";
  if (isUnknown(organizationId)) {
    return [
      { verdict: "undecided", path, message: "The organization that limits the layer is unknown." },
    ];
  }
  const isLimited = isOurOrganization(textOf(organizationId), organizations);
  const fix = "Set organizationId to your organization, or principal to one account.";
  return isLimited
    ? []
    : [
        {
          verdict: "fail",
          path: "/principal",
          message: "The layer is shared with everybody.",
          fix,
        },
      ];
}

function judgeShare({ allowExternalPrincipals }: Properties): readonly Observation[] {
  const path = "/allowExternalPrincipals";
  if (isUnknown(allowExternalPrincipals)) {
    const message = "Whether the share may be extended to accounts outside is unknown.";
    return [{ verdict: "undecided", path, message, level: "advisory" }];
  }
  if (allowExternalPrincipals !== true) return [];
  const message = "The share may be extended to accounts outside the organization.";
  const fix = "Set allowExternalPrincipals to false.";
  return [{ verdict: "fail", path, message, fix, level: "advisory" }];
}
