------------------------------ MODULE Bidloom ------------------------------
(***************************************************************************)
(* People and long runs change one bid, and nobody's work is lost: the     *)
(* concurrency protocol as the code implements it. Every action is one     *)
(* database transaction, or one event in a node's memory. Module Locks     *)
(* says why a transaction may be taken as one step.                        *)
(*                                                                         *)
(* Time is left out. A lease may expire whenever the database pleases, and *)
(* its owner may believe what it likes for as long as it likes: nothing    *)
(* but the fence (run, epoch) may protect the bid. People are left out     *)
(* too: a write carries the version it was made from, so any number of     *)
(* people, tabs and repeated requests is "a write from some version".      *)
(***************************************************************************)
EXTENDS Bid, TLC

CONSTANTS
  Nodes,                     \* the server processes
  Agents,                    \* the agents of every run
  MaxRuns,                   \* how many runs are started
  MaxEdits,                  \* how many changes people make
  MaxTouched,                \* how many fields one edit sets
  MaxTold,                   \* how often a run tells of its progress
  MaxEpoch,                  \* faults befall a run before this epoch only
  Attempts,                  \* owners that a run may wear out
  Without                    \* guards that are taken away: {} but in must-fail

----------------------------------------------------------------------------
(* The guards. Each is one condition or one write of the code.             *)

Guards == {
  "VersionCheck", "OverlapCheck", "InputCheck", "PeoplesValues",
  "StatusCheck", "UniqueIndex", "EpochOnCommit", "StateOnCommit",
  "EpochOnCheckpoint", "EpochOnEvent", "StartInOneTransaction",
  "EndInOneTransaction", "HeartbeatLeavesVersion", "ResumeFromCheckpoints",
  "KeepProposal", "KeepOnCancel", "Reaper" }

ASSUME Without \subseteq Guards
Guard(name) == name \notin Without

VersionCheck           == Guard("VersionCheck")
OverlapCheck           == Guard("OverlapCheck")
InputCheck             == Guard("InputCheck")
PeoplesValues          == Guard("PeoplesValues")
StatusCheck            == Guard("StatusCheck")
UniqueIndex            == Guard("UniqueIndex")
EpochOnCommit          == Guard("EpochOnCommit")
StateOnCommit          == Guard("StateOnCommit")
EpochOnCheckpoint      == Guard("EpochOnCheckpoint")
EpochOnEvent           == Guard("EpochOnEvent")
StartInOneTransaction  == Guard("StartInOneTransaction")
EndInOneTransaction    == Guard("EndInOneTransaction")
HeartbeatLeavesVersion == Guard("HeartbeatLeavesVersion")
ResumeFromCheckpoints  == Guard("ResumeFromCheckpoints")
KeepProposal           == Guard("KeepProposal")
KeepOnCancel           == Guard("KeepOnCancel")
Reaper                 == Guard("Reaper")

----------------------------------------------------------------------------
VARIABLES
  \* the database
  bid,                       \* the row: version, status, fields
  revisions,                 \* revision k of the bid is revisions[k]
  run,                       \* the rows of bid_run
  kept,                      \* run_checkpoint: who kept an agent's output
  log,                       \* run_event: event n of a run is log[r][n]
  \* the memory of the nodes
  exec                       \* what works under a fence: exec[r][epoch]

database == <<bid, revisions, run, kept, log>>
vars     == <<bid, revisions, run, kept, log, exec>>

Runs   == 1..MaxRuns
Epochs == 1..MaxEpoch

(***************************************************************************)
(* An agent's output is known by the epoch it was made under; 0 is none.   *)
(* Two executions of one agent never say the same.                         *)
(***************************************************************************)
NoOutputs == [a \in Agents |-> 0]

NoRun  == [state |-> "none", kind |-> "none", owner |-> "nobody", epoch |-> 0,
           attempt |-> 0, expired |-> FALSE, cancel |-> FALSE,
           base |-> [version |-> 0, prior |-> "none", input |-> Absent],
           proposal |-> Nothing]

(***************************************************************************)
(* An execution: granted a lease, then working. `out` are the outputs that *)
(* it builds its result on, `fresh` those that it has finished and not     *)
(* heard to be kept.                                                       *)
(***************************************************************************)
NoExec == [phase |-> "none", node |-> "nobody", out |-> NoOutputs, fresh |-> {}]
Granted(n) == [NoExec EXCEPT !.phase = "granted", !.node = n]

Init ==
  /\ bid = Born
  /\ revisions = <<Birth>>
  /\ run  = [r \in Runs |-> NoRun]
  /\ kept = [r \in Runs |-> NoOutputs]
  /\ log  = [r \in Runs |-> <<>>]
  /\ exec = [r \in Runs |-> [e \in Epochs |-> NoExec]]

Active   == {r \in Runs : run[r].state = "running"}
Ended(r) == run[r].state \notin {"none", "running"}
Faulty(r) == run[r].epoch < MaxEpoch        \* later epochs are spared

\* The fence of a statement: AND epoch = ? AND state = 'running'.
Holds(r, e, epochGuard, stateGuard) ==
  /\ run[r].epoch = e \/ ~epochGuard
  /\ run[r].state = "running" \/ ~stateGuard

Orphan(r) ==                                \* nobody works on it
  /\ run[r].state = "running"
  /\ exec[r][run[r].epoch].phase = "none"

----------------------------------------------------------------------------
(* What transactions are made of.                                          *)

\* The bid one version on, with its revision: the only way it changes.
Stepped(row, edit, status) ==
  [version |-> row.version + 1, status |-> status,
   fields |-> Apply(row.fields, edit)]

Recorded(row, by, edit, status, seen, passed) ==
  LET after == Effective(row.fields, edit)
  IN  Revision(by, row.status, status,
               [f \in DOMAIN after |-> row.fields[f]], after,
               [f \in DOMAIN after |-> seen[f]], passed)

Step(by, edit, status, seen, passed) ==
  /\ bid' = Stepped(bid, edit, status)
  /\ revisions' = Append(revisions, Recorded(bid, by, edit, status, seen, passed))

Move(by, edit, status) == Step(by, edit, status, bid.fields, FALSE)

\* Columns that nobody reads after the end are cleared, for fewer states.
Closed(row, state, proposal) ==
  [row EXCEPT !.state = state, !.proposal = proposal, !.owner = "nobody",
              !.attempt = 0, !.expired = FALSE, !.cancel = FALSE]

\* An event and who appended it.
Event(type, e) == [type |-> type, epoch |-> e]

\* What a node hears of a transaction that committed: its answer, or nothing.
\* It then does the same again under the same fence, or gives up.
Hears(r, e, answered)      == exec' = [exec EXCEPT ![r][e] = answered]
HearsOrNot(r, e, answered) == Hears(r, e, answered) \/ UNCHANGED exec

----------------------------------------------------------------------------
(* People.                                                                 *)

PeoplesChanges ==
  Cardinality({k \in 2..Len(revisions) :
                 revisions[k].by = Person /\ DOMAIN revisions[k].after # {}})

Edits == UNION {[touched -> Values] :
                  touched \in {t \in SUBSET Fields : Cardinality(t) \in 1..MaxTouched}}

\* A write made from version `base`: applied, merged, or (not here) refused.
Edit ==
  /\ PeoplesChanges < MaxEdits
  /\ \E edit \in Edits :
       /\ DOMAIN Effective(bid.fields, edit) # {}
       /\ \E base \in 1..bid.version, strict \in BOOLEAN :
            /\ VersionCheck =>
                 IF strict THEN base = bid.version
                 ELSE OverlapCheck => Clean(revisions, bid.fields, base, edit)
            /\ Step(Person, edit, bid.status,
                    [f \in DOMAIN edit |-> ValueAt(revisions, f, base)],
                    strict /\ base # bid.version)
  /\ UNCHANGED <<run, kept, log, exec>>

\* A person takes over what a run has left, on the version that is there now;
\* the bid goes the way of the run, in two versions of one transaction.
ApplyProposal(r) ==
  /\ PeoplesChanges < MaxEdits
  /\ Ended(r)
  /\ run[r].proposal # Nothing
  /\ bid.status \in Startable[run[r].kind]
  /\ LET kind    == run[r].kind
         edit    == run[r].proposal
         between == Stepped(bid, Nothing, Running[kind])
     IN  /\ \/ DOMAIN Effective(bid.fields, edit) # {}
            \/ bid.status # Committed[kind]
         /\ bid' = Stepped(between, edit, Committed[kind])
         /\ revisions' = revisions \o
              << Recorded(bid, Person, Nothing, Running[kind], bid.fields, FALSE),
                 Recorded(between, Person, edit, Committed[kind], bid.fields, FALSE) >>
  /\ UNCHANGED <<run, kept, log, exec>>

RequestCancel(r) ==
  /\ run[r].state = "running" /\ ~run[r].cancel
  /\ run' = [run EXCEPT ![r].cancel = TRUE]
  /\ UNCHANGED <<bid, revisions, kept, log, exec>>

----------------------------------------------------------------------------
(* The start of a run, by a person, on a node.                             *)

Claimed(n, kind, row) ==
  [NoRun EXCEPT !.state = "running", !.kind = kind, !.owner = n, !.epoch = 1,
                !.attempt = 1,
                !.base = [version |-> row.version, prior |-> row.status,
                          input |-> row.fields["input"]]]

Startup(r, n) ==        \* the node may never hear that its start committed
  \/ exec' = [exec EXCEPT ![r][1] = Granted(n)]
  \/ MaxEpoch > 1 /\ UNCHANGED exec

Start(n, kind) ==
  \E r \in Runs :
    /\ run[r].state = "none"
    /\ \A s \in Runs : s < r => run[s].state # "none"
    /\ UniqueIndex => Active = {}
    /\ StatusCheck => bid.status \in Startable[kind]
    /\ run' = [run EXCEPT ![r] = Claimed(n, kind, bid)]
    /\ log' = [log EXCEPT ![r] = <<Event("start", 1)>>]
    /\ IF StartInOneTransaction THEN Move(Person, Nothing, Running[kind])
                                ELSE UNCHANGED <<bid, revisions>>
    /\ Startup(r, n)
    /\ UNCHANGED kept

\* A start that replaces the active run: taken from its owner and closed, and
\* the new one begun, in one transaction.
Replace(n, kind) ==
  \E old \in Active, r \in Runs :
    LET prior == run[old].base.prior
        back  == Stepped(bid, Nothing, prior)
        e     == run[old].epoch + 1
    IN  /\ run[r].state = "none"
        /\ \A s \in Runs : s < r => run[s].state # "none"
        /\ prior \in Startable[kind]
        /\ run' = [run EXCEPT ![old] = [Closed(@, "cancelled", Nothing) EXCEPT
                                         !.epoch = e],
                              ![r]   = Claimed(n, kind, back)]
        /\ log' = [log EXCEPT ![old] = Append(@, Event("abort", e)),
                              ![r]   = <<Event("start", 1)>>]
        /\ bid' = Stepped(back, Nothing, Running[kind])
        /\ revisions' = revisions \o
             << Recorded(bid, Person, Nothing, prior, bid.fields, FALSE),
                Recorded(back, Person, Nothing, Running[kind], bid.fields, FALSE) >>
        /\ Startup(r, n)
        /\ UNCHANGED kept

----------------------------------------------------------------------------
(* The work of an owner: of an execution (r, e). What it writes may come   *)
(* far too late. What it does in memory alone may not: an output that is   *)
(* finished too late might as well have been finished in time and written  *)
(* too late, so nothing is missed.                                         *)

Resume(r, e) ==         \* takes up what an earlier owner has kept
  /\ exec[r][e].phase = "granted"
  /\ Holds(r, e, TRUE, TRUE)
  /\ run[r].attempt <= Attempts
  /\ exec' = [exec EXCEPT ![r][e].phase = "working",
                ![r][e].out = IF ResumeFromCheckpoints THEN kept[r] ELSE NoOutputs]
  /\ UNCHANGED database

Finish(r, e, a) ==      \* an agent is done; its output is in memory only
  /\ exec[r][e].phase = "working"
  /\ Holds(r, e, TRUE, TRUE)
  /\ exec[r][e].out[a] = 0 /\ a \notin exec[r][e].fresh
  /\ exec' = [exec EXCEPT ![r][e].fresh = @ \cup {a}]
  /\ UNCHANGED database

\* The output becomes a checkpoint and is told of; the first one stands.
Kept(r, e, a) ==
  /\ a \in exec[r][e].fresh
  /\ Holds(r, e, EpochOnCheckpoint, TRUE)
  /\ IF kept[r][a] = 0
     THEN /\ kept' = [kept EXCEPT ![r][a] = e]
          /\ log'  = [log EXCEPT ![r] = Append(@, Event("agent-complete", e))]
     ELSE UNCHANGED <<kept, log>>
  /\ UNCHANGED <<bid, revisions, run>>

Settled(r, e, a) == [exec[r][e] EXCEPT !.out[a] = e, !.fresh = @ \ {a}]

Keep(r, e, a) == Kept(r, e, a) /\ HearsOrNot(r, e, Settled(r, e, a))

Tell(r, e) ==           \* an agent tells how it gets on
  /\ exec[r][e].phase = "working"
  /\ Cardinality({n \in DOMAIN log[r] : log[r][n].type = "agent-progress"}) < MaxTold
  /\ Holds(r, e, EpochOnEvent, EpochOnEvent)
  /\ log' = [log EXCEPT ![r] = Append(@, Event("agent-progress", e))]
  /\ UNCHANGED <<bid, revisions, run, kept, exec>>

----------------------------------------------------------------------------
(* The end of a run, each in one transaction under its fence.              *)

Close(r, e, state, type, proposal) ==
  /\ run' = [run EXCEPT ![r] = Closed(@, state, proposal)]
  /\ log' = [log EXCEPT ![r] = Append(@, Event(type, e))]

Return(r, e, by, state, type, proposal) ==   \* without touching a field
  /\ Close(r, e, state, type, proposal)
  /\ Move(by, Nothing, run[r].base.prior)

Result(r) == [f \in {"output"} |-> Verdict(run[r].base.input)]

\* The fields of the result that a person set after the run read the bid;
\* for an extraction, those that a person ever set.
HeldByPeople(r) ==
  LET since == IF run[r].kind = "extraction" THEN 0 ELSE run[r].base.version
  IN  {f \in DOMAIN Result(r) :
         HeldByPerson(revisions, f, since) /\ bid.fields[f] # Result(r)[f]}

Applied(r, e) ==
  LET withheld == IF PeoplesValues THEN HeldByPeople(r) ELSE {}
      edit     == [f \in DOMAIN Result(r) \ withheld |-> Result(r)[f]]
  IN  /\ Close(r, e, "committed", "complete", [f \in withheld |-> Result(r)[f]])
      /\ IF EndInOneTransaction THEN Move(r, edit, Committed[run[r].kind])
                                ELSE UNCHANGED <<bid, revisions>>

WentStale(r, e) ==
  Return(r, e, r, "stale", "conflict", IF KeepProposal THEN Result(r) ELSE Nothing)

\* Valid inputs: the result is rebased onto whatever version is there now.
Committing(r, e) ==
  /\ exec[r][e].phase = "working"
  /\ \A a \in Agents : exec[r][e].out[a] # 0
  /\ Holds(r, e, EpochOnCommit, StateOnCommit)
  /\ bid.status = Running[run[r].kind]
  /\ IF InputCheck => bid.fields["input"] = run[r].base.input
     THEN Applied(r, e)
     ELSE WentStale(r, e)
  /\ UNCHANGED kept

Commit(r, e) == Committing(r, e) /\ HearsOrNot(r, e, NoExec)

\* Out of time, a coordinator that fails, or no attempt left.
Failing(r, e) ==
  /\ exec[r][e].phase = "working" \/ run[r].attempt > Attempts
  /\ exec[r][e].phase # "none"
  /\ exec[r][e].fresh = {}
  /\ Holds(r, e, TRUE, TRUE)
  /\ Return(r, e, r, "failed", "error", Nothing)
  /\ UNCHANGED kept

Fail(r, e) == Failing(r, e) /\ HearsOrNot(r, e, NoExec)

\* The owner has seen that the run shall stop; nothing is sure but its fence.
Cancelling(r, e) ==
  /\ run[r].cancel
  /\ exec[r][e].phase # "none"
  /\ KeepOnCancel => exec[r][e].fresh = {}
  /\ Holds(r, e, TRUE, TRUE)
  /\ Return(r, e, Person, "cancelled", "abort", Nothing)
  /\ UNCHANGED kept

Cancel(r, e) == Cancelling(r, e) /\ HearsOrNot(r, e, NoExec)

----------------------------------------------------------------------------
(* Leases, and what goes wrong with them.                                  *)

Heartbeat(r, e) ==
  /\ Holds(r, e, TRUE, TRUE)
  /\ exec[r][e].phase # "none" /\ exec[r][e].node = run[r].owner
  /\ run[r].expired \/ ~HeartbeatLeavesVersion
  /\ run' = [run EXCEPT ![r].expired = FALSE]
  /\ bid' = IF HeartbeatLeavesVersion THEN bid ELSE [bid EXCEPT !.version = @ + 1]
  /\ UNCHANGED <<revisions, kept, log, exec>>

\* The database's clock passes the end of a lease: its owner is dead, paused,
\* cut off or slow, or the clock was set.
Expire(r) ==
  /\ run[r].state = "running" /\ ~run[r].expired
  /\ Faulty(r) \/ Orphan(r)
  /\ run' = [run EXCEPT ![r].expired = TRUE]
  /\ UNCHANGED <<bid, revisions, kept, log, exec>>

\* An owner stops: its monotonic clock has passed the last confirmed end while
\* the database was away, or its thread has died. One that is fenced off stops
\* too, in the code; here it stays where it is, ready to strike.
Lose(r, e) ==
  /\ exec[r][e].phase # "none"
  /\ Holds(r, e, TRUE, TRUE) /\ Faulty(r)
  /\ exec' = [exec EXCEPT ![r][e] = NoExec]
  /\ UNCHANGED database

\* A node dies, and with it all that it had in memory. Its next life has a new
\* name; a node that stays dead is a node that does nothing.
Crash(n) ==
  /\ \E r \in Active : exec[r][run[r].epoch].node = n
  /\ \A r \in Active : run[r].owner = n => Faulty(r)
  /\ exec' = [r \in Runs |-> [e \in Epochs |->
                IF exec[r][e].node = n THEN NoExec ELSE exec[r][e]]]
  /\ UNCHANGED database

\* A node that shuts down hands its leases back; that is no attempt.
HandBack(n) ==
  /\ \E r \in Active : run[r].owner = n
  /\ \A r \in Active : run[r].owner = n => Faulty(r)
  /\ run' = [r \in Runs |->
               IF r \in Active /\ run[r].owner = n
               THEN [run[r] EXCEPT !.owner = "nobody", !.expired = TRUE,
                                   !.attempt = @ - 1]
               ELSE run[r]]
  /\ exec' = [r \in Runs |-> [e \in Epochs |->
                IF exec[r][e].node = n THEN NoExec ELSE exec[r][e]]]
  /\ UNCHANGED <<bid, revisions, kept, log>>

TakenOver(n, r) ==
  /\ Reaper
  /\ run[r].state = "running" /\ run[r].expired /\ Faulty(r)
  /\ run' = [run EXCEPT ![r].owner = n, ![r].epoch = @ + 1,
                        ![r].attempt = @ + 1, ![r].expired = FALSE]
  /\ UNCHANGED <<bid, revisions, kept, log>>

TakeOver(n, r) ==
  /\ TakenOver(n, r)
  /\ LET e == run[r].epoch + 1
     IN  \/ exec' = [exec EXCEPT ![r][e] = Granted(n)]
         \/ e < MaxEpoch /\ UNCHANGED exec

----------------------------------------------------------------------------
Next ==
  \/ Edit
  \/ \E n \in Nodes, k \in Kinds : Start(n, k) \/ Replace(n, k)
  \/ \E n \in Nodes : Crash(n) \/ HandBack(n)
  \/ \E r \in Runs :
       \/ ApplyProposal(r)
       \/ RequestCancel(r)
       \/ Expire(r)
       \/ \E n \in Nodes : TakeOver(n, r)
       \/ \E e \in Epochs :
            \/ Resume(r, e)
            \/ \E a \in Agents : Finish(r, e, a) \/ Keep(r, e, a)
            \/ Tell(r, e)
            \/ Commit(r, e) \/ Fail(r, e) \/ Cancel(r, e)
            \/ Heartbeat(r, e) \/ Lose(r, e)

Symmetry == Permutations(Nodes) \cup Permutations(Agents)

Safe == Init /\ [][Next]_vars

(***************************************************************************)
(* What can be relied on to happen: an owner that is not disturbed any     *)
(* more works on and gets its answers, the lease of a dead one runs out,   *)
(* and some node's reaper comes by.                                        *)
(***************************************************************************)
Work(r, e) ==
  \/ Resume(r, e)
  \/ \E a \in Agents : Finish(r, e, a) \/ (Kept(r, e, a) /\ Hears(r, e, Settled(r, e, a)))
  \/ Committing(r, e) /\ Hears(r, e, NoExec)
  \/ Failing(r, e)    /\ Hears(r, e, NoExec) /\ run[r].attempt > Attempts
  \/ Cancelling(r, e) /\ Hears(r, e, NoExec)

Fairness ==
  \A r \in Runs :
    /\ \A e \in Epochs : WF_vars(Work(r, e))
    /\ WF_vars(Expire(r) /\ Orphan(r))
    /\ WF_vars(\E n \in Nodes : TakeOver(n, r))

Fair == Safe /\ Fairness

----------------------------------------------------------------------------
(* The guarantees.                                                         *)

\* Every write of a person was applied to what its writer saw.
G1_NoLostUpdate ==
  \A k \in DOMAIN revisions :
    /\ revisions[k].before = revisions[k].seen
    /\ ~revisions[k].passed

\* Version k has revision k, and replaying the revisions gives the row.
G2_VersionChain ==
  bid = Replay(revisions)

\* Only transitions of the table ever become visible.
G3_LegalStatus ==
  \A k \in 2..Len(revisions) :
    \/ revisions[k].from = revisions[k].to
    \/ <<revisions[k].from, revisions[k].to>> \in Legal

\* At most one run is active on the bid.
G4_SingleFlight ==
  Cardinality(Active) <= 1

\* The bid is in a running status iff exactly one run of that kind is active.
G5_StatusRunAgreement ==
  \A k \in Kinds :
    bid.status = Running[k] <=> Cardinality({r \in Active : run[r].kind = k}) = 1

\* What is written for a run is written under its epoch, and before its end;
\* epochs never fall and an ended run is final.
G6_Fenced ==
  [][\A r \in Runs :
       /\ \A a \in Agents : kept'[r][a] # kept[r][a] =>
            kept'[r][a] = run[r].epoch /\ run[r].state = "running"
       /\ \A n \in DOMAIN log'[r] \ DOMAIN log[r] :
            log'[r][n].epoch = run'[r].epoch /\ ~Ended(r)
       /\ run'[r].epoch >= run[r].epoch
       /\ Ended(r) => run'[r] = run[r]
    ]_vars

TerminalOf == [committed |-> "complete", stale |-> "conflict",
               failed |-> "error", cancelled |-> "abort"]

StepsOf(r) == {k \in DOMAIN revisions : revisions[k].by = r}

\* The bid change, its revision, the run's end and its last event are one:
\* a log that says `complete` tells of data that is there.
G7_AtomicOutcome ==
  \A r \in Runs :
    /\ \A n \in DOMAIN log[r] :
         log[r][n].type \in {TerminalOf[s] : s \in DOMAIN TerminalOf} =>
           Ended(r) /\ log[r][n].type = TerminalOf[run[r].state]
    /\ Ended(r) => log[r][Len(log[r])].type = TerminalOf[run[r].state]
    /\ run[r].state = "committed" =>
         \E k \in StepsOf(r) : revisions[k].to = Committed[run[r].kind]
    /\ Cardinality(StepsOf(r)) = (IF run[r].state \in {"committed", "stale", "failed"}
                                  THEN 1 ELSE 0)

InputAtTheEnd(r) ==
  LET k == CHOOSE k \in StepsOf(r) : TRUE IN ValueAt(revisions, "input", k - 1)

\* A result is applied if and only if every input is what the run read,
\* whatever else has changed.
G8_ValidResult ==
  \A r \in Runs :
    /\ run[r].state = "committed" => InputAtTheEnd(r) = run[r].base.input
    /\ run[r].state = "stale"     => InputAtTheEnd(r) # run[r].base.input

\* A result is built on kept outputs, and is applied or kept as a proposal.
G9_NoLostOutput ==
  \A r \in Runs :
    /\ \A e \in Epochs, a \in Agents :
         exec[r][e].out[a] # 0 => exec[r][e].out[a] = kept[r][a]
    /\ run[r].state \in {"committed", "stale"} =>
         \A f \in DOMAIN Result(r) :
           \/ f \in DOMAIN run[r].proposal /\ run[r].proposal[f] = Result(r)[f]
           \/ \E k \in StepsOf(r) : ValueAt(revisions, f, k) = Result(r)[f]

\* A checkpoint stays as it is, and no owner ends a run on an output in hand.
G9_WorkIsKept ==
  [][\A r \in Runs :
       /\ \A a \in Agents : kept[r][a] # 0 => kept'[r][a] = kept[r][a]
       /\ run[r].state = "running" /\ Ended(r)' /\ run'[r].epoch = run[r].epoch =>
            \A a \in exec[r][run[r].epoch].fresh : kept'[r][a] # 0
    ]_vars

\* A run changes no field that a person set after the run read it; an
\* extraction none that a person set at all.
G10_HumanFirst ==
  \A r \in Runs : \A k \in StepsOf(r) : \A f \in DOMAIN revisions[k].after :
    LET since == IF run[r].kind = "extraction" THEN 0 ELSE run[r].base.version
    IN  ~HeldByPerson(SubSeq(revisions, 1, k - 1), f, since)

\* A run on which nobody works any more ends; by G5, its bid is free again.
G11_NoOrphans ==
  \A r \in Runs : Orphan(r) ~> Ended(r)

\* Every run that was started ends.
G11_StartsEnd ==
  \A r \in Runs : run[r].state = "running" ~> Ended(r)

\* The log of every run is one that Stream can deliver.
LogOf(r) == INSTANCE Log WITH log <- [n \in DOMAIN log[r] |-> log[r][n].type]
G12_Log == [][\A r \in Runs : LogOf(r)!Next \/ UNCHANGED log[r]]_vars
=============================================================================
