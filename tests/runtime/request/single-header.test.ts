import assert from "node:assert/strict";
import { headerValues, singleHeader } from "../../../runtime/request/single-header";

const headers = ["Host", "axon", "X-A", "1", "x-a", "2", "X-B", "", "x-odd"];

describe("single-header", () => {
  it("gives every value of a header, whatever the case of its name", () => {
    assert.deepEqual(headerValues(headers, "x-a"), ["1", "2"]);
    assert.deepEqual(headerValues(headers, "host"), ["axon"]);
  });

  it("gives the value of a header that was sent once, an empty one included", () => {
    assert.equal(singleHeader(headers, "host"), "axon");
    assert.equal(singleHeader(headers, "x-b"), "");
  });

  it("gives nothing for a header that was sent twice or not at all, and takes no value for a name", () => {
    assert.equal(singleHeader(headers, "x-a"), undefined);
    assert.equal(singleHeader(headers, "x-c"), undefined);
    assert.equal(singleHeader(headers, "x-odd"), undefined);
    assert.equal(singleHeader(["x-b", "axon", "axon", "v"], "axon"), "v");
  });
});
