-------------------------------- MODULE Log --------------------------------
(***************************************************************************)
(* The log of one run, as those who read it may rely on it: it begins with *)
(* `start`, grows at its end alone, and ends with one terminal event.      *)
(* Bidloom is checked to write such logs; Stream is checked to deliver     *)
(* whatever such a log holds.                                              *)
(***************************************************************************)
EXTENDS Naturals, Sequences

VARIABLE log                 \* the types of the events; event n is log[n]

Terminal == {"complete", "conflict", "error", "abort"}
Types == {"start", "agent-progress", "agent-complete"} \cup Terminal

Ended(events) == events # <<>> /\ events[Len(events)] \in Terminal

WellFormed(events) ==
  \A n \in DOMAIN events :
    /\ events[n] = "start"  <=> n = 1
    /\ events[n] \in Terminal => n = Len(events)

Grows ==
  /\ Len(log') > Len(log)
  /\ SubSeq(log', 1, Len(log)) = log

Init == log = <<>>
Next == Grows /\ ~Ended(log) /\ WellFormed(log')
Spec == Init /\ [][Next]_log
=============================================================================
