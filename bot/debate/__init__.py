"""THE RULES of a debate, pure: no clock, no chance, no files but the formats' own.

How the loop drives it (nothing is imported here; import from the modules named):

    formats.load_formats(folder) → {name: Format}; formats.find_format("快辩", formats); Format.with_rounds(n); fmt.as_data()
    table = Table(personas={persona id: Persona, narrowed to the member where the seat is one's}, topics=…, on=((topic, sign), …),
                  relevance={position id: 0..1 toward the motion} or {}, affinity=fn(text, positions) → {id: score}, sources=…,
                  votes=somebody is there to vote)                                                        # table.Table
    seating = seating.sides(table, personas, members={persona id: member}) → Seating(seats, agreed, silent)
    seating.propose_seats(table with everybody, n) → Seating;  seating.propose_motions(table) → [ProposedMotion, …]
    first event: Opened(motion, fmt.as_data(), seating.seats, seed, on, agreed=seating.agreed, …)

    state = state.START; for each stored event: state = state.advance(state, event)     # RuleBroken where it is illegal
    loop: match agenda.next_action(state, table):
        BeginPhase(index, phase)        append PhaseBegan(index, phase)
        Moderate(part, phase)           word it, append ModeratorSpoke(phase, part, text, …)
        Speak(plan)                     word it, append TurnSpoken(plan.phase, plan.speaker, plan.move, text, target=plan.target,
                                        against=plan.against, aim=plan.aim, citations, positions=plan.positions,
                                        returns=plan.returns, why=plan.why)
        OpenVote(which)                 append VoteOpened(which)
        WaitForVotes(which)             wait for the clock or an event, then append VoteClosed(which, state.tally(which))
        CloseVote(which, tally)         append VoteClosed(which, tally)
        Wait()                          paused: wait for an event
        Close(reason)                   append Closed(reason)
        Ended()                         nothing more

    Before a command is appended: `state.objection(state, event)` says why it does not fit (`code` has words in
    `table.refused.*`), None where it does.

Wording a plan (`desk.Plan`): `positions` are the exhibits to word now, in order; `returns` (closings only) are exhibits to
come back to (`returning=True`); `target` is the seq answered and `target_kind` claim, question or remark; `against` is the
position answered, its claim in neutral words in `facts["target_claim"]`, its owner in `facts["target_speaker"]`; `own` is the
claim an answer defends (spoken of, not cited again). A plan without positions lives on `facts` alone: `facts["ground"]` is
contradiction (earlier, earlier_seq), modality, relayed (reported_by), date (their_date, own_date), scope (their_topic,
motion_topic) or consequence; a defence has because and modality; a decline has spoke_about. Nothing else may be claimed.
A concession's first position is what is granted, the second is the "but". `variant` counts this speaker's earlier turns of
the same move (take another template), `heat` is 0..1 through the debate (speak more plainly as it rises).

A turn whose wording left out a planned position: give as `positions` those that are marked in the text. The plan is made
again from the state, so a turn lost in a crash is planned the same.
"""
