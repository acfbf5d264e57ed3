import assert from "node:assert/strict";
import { configJsonSchema, knownKeysAt } from "../../config/json-schema";
import { configSchema } from "../../config/schema";

const schema = configJsonSchema();

describe("configJsonSchema", () => {
  it("has every section of the schema", () => {
    assert.deepEqual(Object.keys(schema.properties ?? {}), Object.keys(configSchema.shape));
  });

  it("describes every field", () => {
    const undescribed: string[] = [];
    const walk = (node: typeof schema, path: string): void => {
      for (const [key, child] of Object.entries(node.properties ?? {})) {
        if (typeof child["description"] !== "string") undescribed.push(`${path}${key}`);
        walk(child, `${path}${key}.`);
      }
      for (const child of [node.items, node.additionalProperties, ...(node.oneOf ?? [])]) {
        if (typeof child === "object") walk(child, `${path}*.`);
      }
    };
    walk(schema, "");
    assert.deepEqual(undescribed, []);
  });
});

describe("knownKeysAt", () => {
  it("knows the keys of named members, list entries and unions", () => {
    assert.ok(knownKeysAt(schema, []).includes("network"));
    assert.ok(knownKeysAt(schema, ["services", "anything"]).includes("tier"));
    assert.ok(knownKeysAt(schema, ["edges", 0, "operations", 3]).includes("intent"));
    assert.ok(knownKeysAt(schema, ["mesh"]).includes("acknowledgeAppMeshEnded"));
  });

  it("knows nothing where the path leads nowhere", () => {
    assert.deepEqual(knownKeysAt(schema, ["nowhere", "at", "all"]), []);
  });
});
