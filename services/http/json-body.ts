import * as z from "zod/mini";
import { singleHeader } from "../../runtime/request/single-header";
import { failed, type HttpAnswer, type HttpRequest } from "./answer";

/** A body that was read, or the answer to one that was not. */
export type ReadJson<Value> = { readonly value: Value } | { readonly problem: HttpAnswer };

/** Reads a JSON body strictly. The answer to an invalid one repeats nothing of it. */
export function readJson<Value>(
  { rawHeaders, body }: Pick<HttpRequest, "rawHeaders" | "body">,
  schema: z.ZodMiniType<Value>,
): ReadJson<Value> {
  const type = singleHeader(rawHeaders, "content-type") ?? "";
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(type)) {
    return { problem: failed(415, "content-type-not-json") };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return { value: z.parse(schema, JSON.parse(text)) };
  } catch {
    return { problem: failed(400, "invalid-request") };
  }
}
