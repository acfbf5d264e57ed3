import assert from "node:assert/strict";
import { catalog } from "../../policy-pack/catalog";
import type { Value } from "../../policy-pack/engine/value";
import { isObject, isUnknown } from "../../policy-pack/engine/value";
import { allCases } from "../support/policy-pack/all-cases";
import { unknown } from "../support/policy-pack/resources";
import { findingsOf, type RuleCase } from "../support/policy-pack/rule-cases";

/** A value with one leaf replaced, and where. */
interface Variant {
  readonly value: Value;
  readonly path: string;
}

/** Every value that differs from the given one by one leaf that is unknown, documents in text included. */
function variantsOf(value: Value, path = ""): readonly Variant[] {
  if (Array.isArray(value)) {
    const items: readonly Value[] = value;
    return items.flatMap((item, at) =>
      variantsOf(item, `${path}/${String(at)}`).map((variant) => ({
        ...variant,
        value: items.with(at, variant.value),
      })),
    );
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, item]) =>
      variantsOf(item, `${path}/${key}`).map((variant) => ({
        ...variant,
        value: { ...value, [key]: variant.value },
      })),
    );
  }
  if (isUnknown(value)) return [];
  const whole = { value: unknown, path };
  const document = typeof value === "string" ? parsed(value) : undefined;
  if (document === undefined) return [whole];
  const inside = variantsOf(document, path).map((variant) => ({
    ...variant,
    value: JSON.stringify(variant.value),
  }));
  return [whole, ...inside];
}

function parsed(text: string): Value | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

/** Where the unknown leaf is. */
interface Place {
  readonly urn: string;
  readonly path: string;
  readonly text: string;
}

/** The case with one leaf of one resource unknown; huge cases are left out. */
function hidden({ resources, ...rest }: RuleCase): readonly { each: RuleCase; place: Place }[] {
  if (JSON.stringify(resources).length > 20_000) return [];
  return resources.flatMap((resource, at) =>
    variantsOf(resource.properties)
      .filter(({ path }) => !path.startsWith("/zeroTrust"))
      .flatMap(({ value, path }) =>
        isObject(value)
          ? [
              {
                each: {
                  ...rest,
                  resources: resources.with(at, { ...resource, properties: value }),
                },
                place: { urn: resource.urn, path, text: `${rest.title}: ${resource.name} ${path}` },
              },
            ]
          : [],
      ),
  );
}

/** Rules of form: what is unknown has no form yet, and the rules of meaning say that it is undecided. */
const formOnly: ReadonlySet<string> = new Set([
  "iam/malformed",
  "net/malformed-rule",
  "iam/condition-key",
  "iam/resource-mismatch",
  "iam/unknown-action",
  "iam/unknown-partition",
  "secret/in-document",
]);

/**
 * Variants that no program shows, by rule, with the reason. What is unknown is the output of another resource:
 * the id of a key store is never empty then, and a value was not written into the program.
 */
const impossible: Readonly<Record<string, readonly RegExp[]>> = {
  "kms/rotation": [/^a key with an empty store: /],
  "secret/literal": [
    /^a credential in (?:a variable with a plain name|user data|user data in base64|a tag): /,
    /^a password that user data assigns/,
  ],
  // Two values that are unknown may always be the same, and nearly always are not.
  "secret/shared": [/same value: \w+ \/secretString$/],
};

/** What an unknown document, and an unknown leaf of one, mean to a comparison is a rule of its own (POL-62, POL-63). */
const isComparison = (rule: string): boolean =>
  /^contract\/(missing-statement|undeclared-statement|reference-mismatch)$/.test(rule);

const isPossible = (rule: string, { text }: Place): boolean =>
  !(impossible[rule] ?? []).some((each) => each.test(text));

// A statement that stands without a list is the first of its list for rules.
const normalized = (path: string): string => path.replace(/\/Statement\/0(?=\/|$)/, "/Statement");

/** Whether any rule of the catalog says that it could not decide because of the leaf. */
function isUndecidedElsewhere(each: RuleCase, place: Place): boolean {
  return catalog.some((rule) =>
    findingsOf(rule, each).some(
      ({ verdict, urn, path }) =>
        verdict === "undecided" &&
        urn === place.urn &&
        (normalized(place.path).startsWith(normalized(path)) ||
          normalized(path).startsWith(normalized(place.path))),
    ),
  );
}

describe("one unknown leaf", () => {
  for (const { rule, cases } of allCases().filter((each) => !isComparison(each.rule.id))) {
    it(`POL-453 never turns a violation of ${rule.id} into a pass (POL-20, POL-22)`, () => {
      const passed = cases
        .filter(({ verdict }) => verdict === "fail")
        .flatMap(hidden)
        .filter(({ each }) => !formOnly.has(rule.id) && findingsOf(rule, each).length === 0)
        .filter(({ place }) => isPossible(rule.id, place))
        .filter(({ each, place }) => !isUndecidedElsewhere(each, place));
      assert.deepEqual(
        passed.map(({ place }) => place.text),
        [],
      );
    });

    it(`POL-23 never turns a pass of ${rule.id} into a violation`, () => {
      const failed = cases
        .filter(({ verdict }) => verdict === "pass")
        .flatMap(hidden)
        // An effect that cannot be read counts as Allow (POL-105), which may well be a violation.
        .filter(({ place }) => !place.path.endsWith("/Effect"))
        .filter(({ each }) => findingsOf(rule, each).some(({ verdict }) => verdict === "fail"));
      assert.deepEqual(
        failed.map(({ place }) => place.text),
        [],
      );
    });
  }
});
