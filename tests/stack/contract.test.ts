import assert from "node:assert/strict";
import { edgeEndText } from "../../policy-pack/contract/edge-end";
import { contractIn } from "../../policy-pack/contract/read";
import type { Contract } from "../../policy-pack/engine/contract";
import { typeName } from "../../policy-pack/engine/type-names";
import type { Value } from "../../policy-pack/engine/value";
import { unknownSentinels } from "../../policy-pack/engine/value";
import { documentLocations } from "../../policy-pack/iam/document-locations";
import type { PreviewResult } from "../../preview/index";
import { previewStack } from "./support";

for (const stack of ["dev", "prod"] as const) {
  describe(`the contract of the ${stack} stack`, () => {
    let result: PreviewResult;
    let contracts: readonly Contract[] = [];

    before(async () => {
      result = await previewStack(stack);
      contracts = result.resources.flatMap(({ urn, inputs }) => contractIn(urn, inputs) ?? []);
    });

    /** Every property that may hold a document, with whether its value is unknown. */
    const documents = () =>
      result.resources.flatMap(({ type, name, inputs }) =>
        (documentLocations[typeName(type)] ?? []).flatMap(({ path: [property = ""] }) => {
          const value = inputs[property];
          if (value === undefined) return [];
          return [{ name, property, isUnknown: mentionsUnknown(value) }];
        }),
      );

    it("POL-3 knows every document at the first preview but those with ARNs that AWS chooses", () => {
      const unknown = documents().filter(({ isUnknown }) => isUnknown);
      const known = documents().filter(({ isUnknown }) => !isUnknown);
      assert.ok(known.length > 30, String(known.length));
      const referring = contracts
        .flatMap((contract) => contract.documents)
        .filter(({ statements }) => JSON.stringify(statements).includes('"ref":'))
        .map(({ target, property }) => `${target} ${property}`);
      assert.deepEqual(
        unknown.map(({ name, property }) => `${name} ${property}`).sort(),
        referring.sort(),
      );
    });

    it("POL-4 declares the documents that it cannot know, with everything but ARNs in plain sight", () => {
      const declared = contracts.flatMap((contract) => contract.documents);
      assert.ok(declared.length > 5);
      for (const { id, statements } of declared) {
        assert.ok(!mentionsUnknown([...statements]), id);
        for (const statement of statements) {
          const text = JSON.stringify(statement);
          for (const element of [/"Effect":"(Allow|Deny)"/, /"Action":\["/]) {
            assert.match(text, element, id);
          }
        }
      }
      assert.deepEqual(
        contracts.flatMap(({ problems }) => problems),
        [],
      );
    });

    it("POL-60 publishes the edges of the graph and the members of every service", () => {
      const edges = contracts.flatMap((contract) => contract.edges);
      assert.ok(
        edges.some(
          ({ id, from, to, port, via }) =>
            [id, edgeEndText(from), edgeEndText(to), port, via].join() ===
            "orbit-to-axon,orbit,axon,8443,lattice",
        ),
      );
      const members = contracts.flatMap((contract) => contract.members);
      for (const service of ["orbit", "axon"]) {
        const kinds = new Set(
          members.filter((each) => each.service === service).map(({ kind }) => kind),
        );
        for (const kind of ["securityGroups", "roles", "keys", "secrets", "functions"]) {
          assert.ok(kinds.has(kind), `${service} ${kind}`);
        }
      }
    });

    it("POL-65 declares nothing about resources that are not there", () => {
      const findings = result.findings.filter(({ rule }) => rule.startsWith("contract/"));
      assert.deepEqual(findings, []);
    });
  });
}

const mentionsUnknown = (value: Value): boolean =>
  unknownSentinels.some((sentinel) => JSON.stringify(value).includes(sentinel));
