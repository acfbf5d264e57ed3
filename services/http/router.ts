import type { IncomingMessage } from "node:http";
import { headerNames } from "../../runtime/request/headers";
import { headerValues, singleHeader } from "../../runtime/request/single-header";
import { failed, type HttpAnswer, type HttpHandler } from "./answer";

/** Finds who works on a request, by its head alone; or the answer that refuses it. */
export type Router = (
  head: Pick<IncomingMessage, "method" | "url" | "rawHeaders">,
) => { readonly handler: HttpHandler } | { readonly refusal: HttpAnswer };

/** Two of these are an attempt to be understood in two ways. */
const onlyOnce = [...Object.values(headerNames), "host", "authorization", "content-type"];

/** A router over handlers by method and path, for example `POST /reason`; paths are compared exactly. */
export function createRouter(handlers: Readonly<Record<string, HttpHandler>>): Router {
  const routes = new Map(Object.entries(handlers));
  const paths = new Set([...routes.keys()].map((route) => route.slice(route.indexOf(" ") + 1)));
  return ({ method = "", url = "", rawHeaders }) => {
    if (onlyOnce.some((name) => headerValues(rawHeaders, name).length > 1)) {
      return { refusal: failed(400, "duplicate-header") };
    }
    if (!singleHeader(rawHeaders, "host")) return { refusal: failed(400, "no-host") };
    const [path = ""] = url.split("?", 1);
    const handler = routes.get(`${method} ${path}`);
    if (handler !== undefined) return { handler };
    return {
      refusal: paths.has(path) ? failed(405, "method-not-allowed") : failed(404, "not-found"),
    };
  };
}
