import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { encryptionMatrix, encryptionSettings } from "../../policy-pack/engine/encryption-matrix";
import { judgedProperties, judgedTypes } from "../../policy-pack/provider/judged-properties";
import {
  deletionProtections,
  deletionWindows,
  minimums,
  recoverySettings,
} from "../../policy-pack/retention/minimums";
import { databaseTls } from "../../policy-pack/transport/database-tls";
import { tlsPolicies } from "../../policy-pack/transport/tls-policies";
import { transitSettings } from "../../policy-pack/transport/transit-settings";

const provider = path.dirname(require.resolve("@pulumi/aws/package.json"));

/** The declaration of a type in the installed provider; undefined when it has none of the name. */
function declarationOf(type: string): string | undefined {
  const [, place = ""] = type.split(":");
  const [module = "", name = ""] = place.split("/");
  // A word that the language keeps for itself has an underscore behind it.
  for (const file of [name, `${name}_`]) {
    try {
      return readFileSync(path.join(provider, module, `${file}.d.ts`), "utf8");
    } catch {
      continue;
    }
  }
  return undefined;
}

const top = (dotted: string) => dotted.split(".")[0] ?? dotted;

describe("tables of encryption, transport and retention", () => {
  const rows: readonly (readonly [type: string, property: string])[] = [
    ...encryptionMatrix.map(({ type, each, key }) => [type, top(each ?? key)] as const),
    ...encryptionMatrix.flatMap(({ type, each, switches = [] }) =>
      each === undefined ? switches.map((one) => [type, top(one.path)] as const) : [],
    ),
    ...encryptionMatrix.flatMap(({ type, when, unless = [], inherits = [] }) =>
      [...(when === undefined ? [] : [top(when.path)]), ...unless, ...inherits].map(
        (property) => [type, property] as const,
      ),
    ),
    ...[
      ...[...encryptionSettings, ...transitSettings, ...recoverySettings, ...deletionProtections],
      ...[...minimums, ...deletionWindows],
    ].map(({ type, within, path: own }) => [type, top(within ?? own)] as const),
    ...tlsPolicies.map(({ type, path: own }) => [type, top(own)] as const),
    ...databaseTls.map(({ type, group }) => [type, group] as const),
  ];

  it("POL-300 name properties that the installed provider has", () => {
    const wrong = rows.filter(
      ([type, property]) => !new RegExp(`\\b${property}\\?: `).test(declarationOf(type) ?? ""),
    );
    assert.ok(rows.length > 150);
    assert.deepEqual(wrong, []);
  });

  it("POL-35 name properties for ignored changes that the installed provider has", () => {
    const wrong = judgedTypes.flatMap((type) => {
      const declaration = declarationOf(type) ?? "";
      return [...judgedProperties(type)]
        .filter((property) => !new RegExp(`\\b${property}\\??: `).test(declaration))
        .map((property) => `${type} ${property}`);
    });
    assert.deepEqual(wrong, []);
  });
});
