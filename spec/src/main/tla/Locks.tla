-------------------------------- MODULE Locks -------------------------------
(***************************************************************************)
(* Why Bidloom may take a transaction as one step (ADR 0005): it locks the *)
(* run and then the bid before it reads what it decides on, so what it has *)
(* read is still there when it writes. Here a transaction is many steps.   *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  People,                    \* transactions that lock the bid
  Owners,                    \* transactions that lock a run and its bid
  Without                    \* guards that are taken away: {} but in must-fail

Guards == {"RowLock", "VersionInSwap", "LockOrder"}
ASSUME Without \subseteq Guards
Guard(name) == name \notin Without

RowLock       == Guard("RowLock")         \* SELECT ... FOR UPDATE; one writer
VersionInSwap == Guard("VersionInSwap")   \* WHERE id = ? AND version = ?
LockOrder     == Guard("LockOrder")       \* the run before the bid

VARIABLES
  bid,                       \* the row: its version, and whose writes are in it
  holder,                    \* who has locked a row
  tx                         \* each transaction: where it is, and what it saw

vars == <<bid, holder, tx>>

Transactions == People \cup Owners
Free == "free"

\* The rows that a transaction locks, in this order.
Plans(t) ==
  IF t \in People THEN {<<"bid">>}
  ELSE {<<"run", "bid">>} \cup (IF LockOrder THEN {} ELSE {<<"bid", "run">>})

Init ==
  /\ bid = [version |-> 1, writes |-> {}]
  /\ holder = [row \in {"run", "bid"} |-> Free]
  /\ \E plan \in [Transactions -> UNION {Plans(t) : t \in Transactions}] :
       /\ \A t \in Transactions : plan[t] \in Plans(t)
       /\ tx = [t \in Transactions |-> [state |-> "locking", open |-> plan[t], saw |-> bid]]

Lock(t) ==
  /\ tx[t].state = "locking" /\ tx[t].open # <<>>
  /\ LET row == Head(tx[t].open)
     IN  IF RowLock
         THEN holder[row] = Free /\ holder' = [holder EXCEPT ![row] = t]
         ELSE UNCHANGED holder
  /\ tx' = [tx EXCEPT ![t].open = Tail(@)]
  /\ UNCHANGED bid

Read(t) ==
  /\ tx[t].state = "locking" /\ tx[t].open = <<>>
  /\ tx' = [tx EXCEPT ![t].state = "read", ![t].saw = bid]
  /\ UNCHANGED <<bid, holder>>

Commit(t) ==            \* the swap, and the end of all locks
  /\ tx[t].state = "read"
  /\ IF ~VersionInSwap \/ bid.version = tx[t].saw.version
     THEN /\ bid' = [version |-> tx[t].saw.version + 1,
                     writes  |-> tx[t].saw.writes \cup {t}]
          /\ tx' = [tx EXCEPT ![t].state = "committed"]
     ELSE /\ tx' = [tx EXCEPT ![t].state = "refused"]
          /\ UNCHANGED bid
  /\ holder' = [row \in DOMAIN holder |-> IF holder[row] = t THEN Free ELSE holder[row]]

Over ==
  /\ \A t \in Transactions : tx[t].state \in {"committed", "refused"}
  /\ UNCHANGED vars

Next == Over \/ \E t \in Transactions : Lock(t) \/ Read(t) \/ Commit(t)
Safe == Init /\ [][Next]_vars

----------------------------------------------------------------------------
\* No committed write disappears, and each is one version.
G1_NoWriteLost ==
  /\ \A t \in Transactions : tx[t].state = "committed" => t \in bid.writes
  /\ bid.version = 1 + Cardinality(bid.writes)

\* What a transaction has read is there until it commits: it is one step, and
\* never has to be tried again.
OneStep ==
  \A t \in Transactions :
    /\ tx[t].state = "read" => tx[t].saw = bid
    /\ tx[t].state # "refused"
=============================================================================
