/**
 * Bidloom for web pages: requests, edits that never get lost, three-way merges, and streams that resume. Has no
 * dependency and shows nothing; this server's own page is made with it.
 *
 *   const server = new Server({ base: "https://bidloom.example", token });
 *   const bids = await server.get("/api/bids");
 */
export { Server, randomId } from "./client/server.js";
export { Problem } from "./client/problem.js";
export { canonical, fieldOf, patchOf, same } from "./client/values.js";
export { diff, mergeValues } from "./client/merge.js";
export { Drafts } from "./client/drafts.js";
export { Stream } from "./client/sse.js";
export { Streams } from "./client/streams.js";
export { BidModel } from "./client/bid.js";
