------------------------------- MODULE Stream -------------------------------
(***************************************************************************)
(* How a log reaches a subscriber: each event once, in order, from the     *)
(* cursor on, across lost signals, reconnects, nodes and restarts. Of the  *)
(* writer no more is assumed than module Log says.                         *)
(*                                                                         *)
(* A node keeps a tail: the recent events of the run, filled from the      *)
(* committed log, for all its subscribers. A subscriber is a cursor: it    *)
(* takes what follows from the tail, or reads the log where the tail does  *)
(* not reach back that far. One subscriber is enough, as none affects      *)
(* another; that others have made or dropped a tail is Others.             *)
(***************************************************************************)
EXTENDS Log, FiniteSets, TLC

CONSTANTS
  Nodes,
  Written,                   \* the types of events that are written
  MaxLength,                 \* of the log
  Capacity,                  \* how many events a tail keeps
  Page,                      \* how many events are read at once
  Without                    \* guards that are taken away: {} but in must-fail

Guards == {"PublishAfterCommit", "BehindCheck", "ResumeFromCursor",
           "ExplicitReset", "GoneWhenPruned", "Poll"}

ASSUME Written \subseteq Types /\ Without \subseteq Guards
Guard(name) == name \notin Without

PublishAfterCommit == Guard("PublishAfterCommit")
BehindCheck        == Guard("BehindCheck")
ResumeFromCursor   == Guard("ResumeFromCursor")
ExplicitReset      == Guard("ExplicitReset")
GoneWhenPruned     == Guard("GoneWhenPruned")
Poll               == Guard("Poll")

VARIABLES
  pruned,                    \* the log is gone, long after its end
  tail,                      \* by node: the recent events, up to number `last`
  told,                      \* by node: a signal that there may be more
  sub                        \* the subscriber

vars == <<log, pruned, tail, told, sub>>

NoTail == [open |-> FALSE, last |-> 0, frames |-> <<>>]

(***************************************************************************)
(* The client: `from` is the cursor that it came with, `got` the frames    *)
(* that it was handed since; after a reset it begins again. It is `done`   *)
(* when it had the last event or was told that there is nothing to come.   *)
(* The server: `at` is the node that serves it, `cursor` where it is.      *)
(***************************************************************************)
Away   == "away"
Nobody == [came |-> FALSE, from |-> 0, got |-> <<>>, reset |-> FALSE,
           done |-> FALSE, at |-> Away, cursor |-> 0]

StreamInit ==
  /\ Init
  /\ pruned = FALSE
  /\ tail = [n \in Nodes |-> NoTail]
  /\ told = [n \in Nodes |-> FALSE]
  /\ sub = Nobody

Min(a, b) == IF a < b THEN a ELSE b
Max(a, b) == IF a > b THEN a ELSE b

\* A frame is an event with its number, which is the client's next cursor.
Frame(seq, type) == [seq |-> seq, type |-> type]

\* A page of the log: committed rows, and none once it is pruned.
Read(after) ==
  IF pruned \/ after >= Len(log) THEN <<>>
  ELSE [i \in 1..Min(Page, Len(log) - after) |-> Frame(after + i, log[after + i])]

----------------------------------------------------------------------------
(* The writer, wherever it is.                                             *)

Possible(type) ==          \* the log with one more event, where it may have it
  /\ ~Ended(log)
  /\ Len(log) < MaxLength
  /\ Len(log) = MaxLength - 1 => type \in Terminal
  /\ WellFormed(Append(log, type))

Write ==                \* a transaction commits; its signals may be lost
  /\ \E type \in Written : Possible(type) /\ log' = Append(log, type)
  /\ \E heard \in SUBSET Nodes :
       told' = [n \in Nodes |-> told[n] \/ (n \in heard /\ tail[n].open)]
  /\ UNCHANGED <<pruned, tail, sub>>

Prune ==                \* 30 days after the end
  /\ Ended(log) /\ ~pruned
  /\ pruned' = TRUE
  /\ UNCHANGED <<log, tail, told, sub>>

----------------------------------------------------------------------------
(* The tails.                                                              *)

Recent(frames) == SubSeq(frames, Max(1, Len(frames) - Capacity + 1), Len(frames))

Extended(t, frames) ==
  [t EXCEPT !.last = @ + Len(frames), !.frames = Recent(@ \o frames)]

Fill(n) ==              \* woken by a signal, or by looking now and then
  /\ tail[n].open
  /\ told[n] \/ Poll
  /\ LET page == Read(tail[n].last)
     IN  /\ page # <<>> \/ told[n]
         /\ tail' = [tail EXCEPT ![n] = Extended(@, page)]
         /\ told' = [told EXCEPT ![n] = Len(page) = Page]
  /\ UNCHANGED <<log, pruned, sub>>

\* The log was pruned before this tail had read all of it: it closes, and with
\* it its streams, rather than wait for what can't come.
Gone(n) ==
  /\ GoneWhenPruned
  /\ tail[n].open /\ pruned /\ tail[n].last < Len(log)
  /\ tail' = [tail EXCEPT ![n] = NoTail]
  /\ told' = [told EXCEPT ![n] = FALSE]
  /\ sub'  = IF sub.at = n THEN [sub EXCEPT !.at = Away] ELSE sub
  /\ UNCHANGED <<log, pruned>>

\* What must never be: an event is published, and its transaction falls.
Leak(n) ==
  /\ ~PublishAfterCommit
  /\ tail[n].open /\ tail[n].last = Len(log)
  /\ \E type \in Written :
       /\ Possible(type)
       /\ tail' = [tail EXCEPT ![n] = Extended(@, <<Frame(Len(log) + 1, type)>>)]
  /\ UNCHANGED <<log, pruned, told, sub>>

\* A tail begins a little before the last event that its first subscriber saw.
Opened(seen) == [NoTail EXCEPT !.open = TRUE, !.last = Max(0, seen - Capacity)]

Others(n) ==            \* other subscribers come, and the last of them goes
  /\ IF tail[n].open
     THEN sub.at # n /\ tail' = [tail EXCEPT ![n] = NoTail]
     ELSE tail' = [tail EXCEPT ![n] = Opened(Len(log))]
  /\ told' = [told EXCEPT ![n] = FALSE]
  /\ UNCHANGED <<log, pruned, sub>>

Restart(n) ==           \* a node dies, with its tail and its connections
  /\ sub.at = n
  /\ tail' = [tail EXCEPT ![n] = NoTail]
  /\ told' = [told EXCEPT ![n] = FALSE]
  /\ sub'  = [sub EXCEPT !.at = Away]
  /\ UNCHANGED <<log, pruned>>

----------------------------------------------------------------------------
(* The subscriber.                                                         *)

Again(client) ==        \* told explicitly to begin from the start
  [client EXCEPT !.from = 0, !.got = <<>>, !.reset = TRUE, !.cursor = 0]

\* A node's answer to a client with a cursor.
Answer(n, client, cursor) ==
  IF pruned THEN [Again(client) EXCEPT !.done = TRUE]
  ELSE IF cursor > Len(log) /\ ExplicitReset THEN [Again(client) EXCEPT !.at = n]
  ELSE IF cursor = Len(log) /\ Ended(log) THEN [client EXCEPT !.done = TRUE]
  ELSE [client EXCEPT !.at = n, !.cursor = cursor]

Connect(n, client, cursor) ==
  /\ sub.at = Away /\ ~sub.done
  /\ sub' = Answer(n, client, cursor)
  /\ IF sub'.at = n /\ ~tail[n].open
     THEN tail' = [tail EXCEPT ![n] = Opened(Len(log))]
     ELSE UNCHANGED tail
  /\ told' = [told EXCEPT ![n] = @ \/ sub'.at = n]
  /\ UNCHANGED <<log, pruned>>

Subscribe(n) ==         \* with any cursor, and be it a wrong one
  /\ ~sub.came
  /\ \E cursor \in 0..MaxLength :
       Connect(n, [Nobody EXCEPT !.came = TRUE, !.from = cursor], cursor)

Reconnect(n) ==         \* from the last event that it was handed
  /\ sub.came
  /\ Connect(n, sub, IF ResumeFromCursor THEN sub.from + Len(sub.got) ELSE sub.from)

Disconnect ==
  /\ sub.at # Away
  /\ sub' = [sub EXCEPT !.at = Away]
  /\ UNCHANGED <<log, pruned, tail, told>>

Handed(frames) ==
  LET last == frames[Len(frames)]
      over == last.type \in Terminal
  IN  [sub EXCEPT !.got = @ \o frames, !.cursor = last.seq, !.done = over,
                  !.at = IF over THEN Away ELSE @]

Take ==                 \* what follows on the cursor
  /\ sub.at # Away
  /\ LET t      == tail[sub.at]
         oldest == t.last - Len(t.frames)
         behind == BehindCheck /\ sub.cursor < oldest
         frames == IF behind THEN Read(sub.cursor)
                   ELSE SubSeq(t.frames, Max(0, sub.cursor - oldest) + 1, Len(t.frames))
     IN  /\ behind \/ frames # <<>>
         /\ sub' = IF frames = <<>> THEN [sub EXCEPT !.at = Away] ELSE Handed(frames)
  /\ UNCHANGED <<log, pruned, tail, told>>

----------------------------------------------------------------------------
StreamNext ==
  \/ Write \/ Prune \/ Disconnect \/ Take
  \/ \E n \in Nodes :
       Fill(n) \/ Gone(n) \/ Leak(n) \/ Others(n) \/ Restart(n) \/ Subscribe(n) \/ Reconnect(n)

Safe == StreamInit /\ [][StreamNext]_vars

(***************************************************************************)
(* What can be relied on to happen: runs end (G11), nodes poll, and what   *)
(* there is to take is taken. Nobody need come back, and no connection     *)
(* need break.                                                             *)
(***************************************************************************)
Fair ==
  /\ Safe
  /\ WF_vars(Write)
  /\ \A n \in Nodes : WF_vars(Fill(n)) /\ WF_vars(Gone(n))
  /\ WF_vars(Take)

Symmetry == Permutations(Nodes)

----------------------------------------------------------------------------
(* The guarantees.                                                         *)

\* The log is what module Log says, and Bidloom writes.
WritesALog == [][Next]_log

\* A client has each event after its cursor once, in order, and none that is
\* not in the log; when it is done, it has them all or was reset.
G12_GaplessStream ==
  /\ \A i \in DOMAIN sub.got :
       LET seq == sub.from + i
       IN  seq \in DOMAIN log /\ sub.got[i] = Frame(seq, log[seq])
  /\ sub.done /\ ~sub.reset => Ended(log) /\ sub.from + Len(sub.got) = Len(log)

\* Nobody waits in silence for what can't come.
G12_NeverSilence ==
  sub.at # Away => sub.cursor <= Len(log)

\* No stream stays open for ever: it ends with the run, or breaks and can be
\* taken up again.
G12_StreamEnds ==
  []<>(sub.at = Away)
=============================================================================
