-------------------------------- MODULE Bid --------------------------------
(***************************************************************************)
(* One bid: its statuses, its fields, and what its revisions tell. Only    *)
(* definitions; the state is in module Bidloom.                            *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANT Values              \* what people enter
ASSUME Values \subseteq STRING

(***************************************************************************)
(* Three fields stand for all: one that a run reads, one that it writes,   *)
(* and one that it has nothing to do with.                                 *)
(***************************************************************************)
Fields == {"input", "other", "output"}
Absent == "absent"
Verdict(value) == "verdict on " \o value    \* a run's result for what it read

(***************************************************************************)
(* The status machine (domain/Transition), for two of the three kinds of   *)
(* run: one that starts from a draft and one that starts from its result.  *)
(* The third, quick_scan, differs from an evaluation in names alone.       *)
(***************************************************************************)
Kinds == {"extraction", "evaluation"}

Startable == [extraction |-> {"draft", "reviewing"},
              evaluation |-> {"reviewing", "bit_decided"}]
Running   == [extraction |-> "extracting", evaluation |-> "evaluating"]
Committed == [extraction |-> "reviewing",  evaluation |-> "bit_decided"]

RunningStatuses == {Running[k] : k \in Kinds}

Legal == UNION { {<<s, Running[k]>> : s \in Startable[k]}
                 \cup {<<Running[k], s>> : s \in Startable[k] \cup {Committed[k]}}
               : k \in Kinds }

(***************************************************************************)
(* A revision says who stepped the bid from one version to the next, from  *)
(* which status to which, and each changed field before and after. `seen`  *)
(* and `passed` are there for the proof alone: the values that the writer  *)
(* saw, and whether a strict write was applied over a version it had not   *)
(* seen.                                                                   *)
(***************************************************************************)
Person == 0                  \* who is not a run; runs are 1, 2, ...

Revision(by, from, to, before, after, seen, passed) ==
  [by |-> by, from |-> from, to |-> to, before |-> before, after |-> after,
   seen |-> seen, passed |-> passed]

Nothing == [f \in {} |-> Absent]            \* an edit of no field

Born == [version |-> 1, status |-> "draft",
         fields |-> [f \in Fields |-> IF f = "output" THEN Absent ELSE "a"]]

Birth == LET set == [f \in {"input", "other"} |-> "a"]
         IN  Revision(Person, "", "draft", [f \in DOMAIN set |-> Absent], set,
                      [f \in DOMAIN set |-> Absent], FALSE)

(***************************************************************************)
(* Reading a row of revisions, oldest first.                               *)
(***************************************************************************)
Touching(revisions, field) ==               \* the versions that changed it
  {k \in DOMAIN revisions : field \in DOMAIN revisions[k].after}

Last(numbers) == CHOOSE n \in numbers : \A m \in numbers : m <= n

ValueAt(revisions, field, version) ==
  LET steps == {k \in Touching(revisions, field) : k <= version}
  IN  IF steps = {} THEN Absent ELSE revisions[Last(steps)].after[field]

Replay(revisions) ==
  [version |-> Len(revisions),
   status  |-> revisions[Len(revisions)].to,
   fields  |-> [f \in Fields |-> ValueAt(revisions, f, Len(revisions))]]

\* The last word on a field after version `since` was a person's.
HeldByPerson(revisions, field, since) ==
  LET steps == {k \in Touching(revisions, field) : k > since}
  IN  steps # {} /\ revisions[Last(steps)].by = Person

\* A three-way merge has nothing against this edit: each of its fields is as
\* its writer saw it at version `base`, or has the writer's value already.
Clean(revisions, fields, base, edit) ==
  \A f \in DOMAIN edit : fields[f] \in {ValueAt(revisions, f, base), edit[f]}

Effective(fields, edit) ==                  \* what an edit really changes
  LET changed == {f \in DOMAIN edit : fields[f] # edit[f]}
  IN  [f \in changed |-> edit[f]]

Apply(fields, edit) ==
  [f \in Fields |-> IF f \in DOMAIN edit THEN edit[f] ELSE fields[f]]
=============================================================================
