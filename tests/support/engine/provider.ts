import { readFileSync } from "node:fs";
import { main } from "@pulumi/pulumi/provider";
import { z } from "zod";
import { checkInputs } from "./provider-check";

// A stand-in for the AWS provider plugin. It accepts every resource type and calls nothing. The server
// of the Node SDK does not claim to support previews, so the engine itself takes a new resource's inputs
// for its outputs, and the program sees everything else as unknown.

/** Environment variable that names a JSON file of answers to invokes, by token. */
const answersVariable = "STAND_IN_ANSWERS";

const answersSchema = z.record(z.string(), z.record(z.string(), z.json()));

function answer(token: string) {
  const file = process.env[answersVariable];
  const answers =
    file === undefined ? {} : answersSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const outputs = answers[token];
  if (outputs === undefined) throw new Error(`The stand-in provider has no answer to ${token}.`);
  return outputs;
}

main(
  {
    version: "7.48.0",
    schema: "{}",
    // The SDK's server has decoded the inputs, which it declares as any.
    check: (_urn, _olds, news: Parameters<typeof checkInputs>[0]) =>
      Promise.resolve({ inputs: checkInputs(news) }),
    diff: () => Promise.resolve({ changes: false }),
    invoke: (token) => Promise.resolve({ outputs: answer(token) }),
  },
  process.argv.slice(2),
);
