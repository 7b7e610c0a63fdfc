<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AnswerCard</name>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerTable</name>
    <message>
        <source>Target and output of every example. A cross marks a wrong bit. Click shows a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>targets and outputs, {right} of {count} rows right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BitLamps</name>
    <message>
        <source>Input bits: click one to switch it between 0 and 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output bits, each as bright as its value; a ring marks 0.5 and above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bits {bits}, answer {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bits {bits}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BitOutput</name>
    <message>
        <source>the network reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs, 0 to 1; lit from 0.5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BuilderPanel</name>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units from inputs to outputs. Type, for example, 7-16-4, or 7-4 for no hidden layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write whole numbers with dashes between them, such as {shape}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data has {inputs} inputs and {outputs} outputs: begin and end with these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each layer has 1 to 4,096 units, and the network at most 8 million weights.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColorLegend</name>
    <message>
        <source>Colour scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative values are orange, zero is grey, positive values are blue.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurveCard</name>
    <message>
        <source>log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss, powers of ten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss, even steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers that are right, in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which curve is shown, and on which scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>Curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a quantity changes while the network trains. Point at the curve to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExplosionDialog</name>
    <message>
        <source>How training exploded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest |w|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Something in nnlab went wrong. Your network is safe; you can go on. If it happens again, restart nnlab and send us the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Heatmap</name>
    <message>
        <source>Heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orange is negative, blue is positive. Point at a cell to read it, click to edit it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{row} → {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>min {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many values lie where, from negative to positive. Point at a bar to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train, pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset: the first weights again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>toggle a segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show a digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>walk through the samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slower, faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo, redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network&apos;s settings, or more room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerSection</name>
    <message>
        <source>Layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of units; the data has {count} outputs, so it is fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of units, 1 to 4,096</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function that bends each unit&apos;s weighted sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the first weights are drawn; another choice draws this layer afresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the width of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the activation of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the start of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer to inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which layer&apos;s numbers are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights, their gradient, or what the last update added to them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seven-segment pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show one seven-segment picture for each unit instead of the matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build, train and watch a network (Alt+1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the network&apos;s settings, or put them away (F9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme, language and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkDiagram</name>
    <message>
        <source>Network diagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network. Point at a neuron or a link to read it, click to edit it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers from input to output: {shape}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forward →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>← backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} outputs, {activation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} hidden, {activation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never fires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a hidden layer here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this layer (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More units in this layer (+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this layer (−)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer units in this layer (−)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This unit never fires: its value is 0 for every sample, so it does not learn.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close the notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>{value} is too small here: the least is {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} is too large here: the most is {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a whole number can stand here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberInput</name>
    <message>
        <source>The value of this input, in the unit of the data set</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatternCard</name>
    <message>
        <source>All 128 patterns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certainty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatternMap</name>
    <message>
        <source>answers to all {count} patterns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each cell is one input pattern: the darker, the more certain the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outlined: the patterns it was taught</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pattern} → {answer} · certainty {certainty}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pattern} → {answer} · certainty {certainty} · taught {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>Output of every class, in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class probabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class probabilities, largest: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… {count} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowWalker</name>
    <message>
        <source>Previous sample (←)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next sample (→)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample of the data set that lies on the bench</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SegmentInput</name>
    <message>
        <source>click a segment · keys a–g, 0–9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While this is on, a click breaks a segment or mends it. A broken segment stays dark.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SegmentOutput</name>
    <message>
        <source>the network shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs, 0 to 1; a segment is lit from 0.5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SegmentTiles</name>
    <message>
        <source>Weights as seven-segment pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One picture for each unit: blue segments excite it, orange segments inhibit it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SevenSegmentDisplay</name>
    <message>
        <source>Seven segments: click switches one, right click breaks or mends it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seven segments, each as bright as its value from 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segments lit: {letters}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no segment lit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segments broken: {letters}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segment {letter}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StagePanel</name>
    <message>
        <source>Change a weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight of layer {layer}, {source} → {target}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias of layer {layer}, unit {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the width of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a layer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SwitchInput</name>
    <message>
        <source>click a switch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks and data to begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the data, the mean loss of the last one, and right answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingSection</name>
    <message>
        <source>all {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs are done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the mean over an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the errors of an epoch added up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every sample is answered rightly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What training makes small: the mean over a batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a gradient becomes an update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of a step: weights change by rate times gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the last step that is kept, 0 to below 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples for one update, 1 to all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new order of the samples in every epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule that ends the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training stops below this value, in units of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the data; 0 is no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same weights and the same run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another seed: draw new weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New seed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start over from the first weights (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause, and go on by one unit (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What one step is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast training goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one pass over the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one update of the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one example through the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one line of the arithmetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the training (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the network (Space)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueList</name>
    <message>
        <source>targets and outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target → output. The bar is output minus target; the largest target is a full bar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… {count} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Dialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lamps</name>
    <message>
        <source>the network reads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>That is too long for a number. Write one like 0.1 or 1e-3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number is missing. Write one like 0.1 or 1e-3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” has several commas or points. Use one, before the decimals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a number. Write one like 0.1 or 1e-3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is too large.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Train 1 epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train {count} epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train 1 update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train {count} updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {setting}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the stop rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shuffling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights were drawn afresh. Undo brings the old ones back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn afresh: layer {fresh}. Weights kept: layer {kept}. Undo brings everything back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step has no slope, so the gradient is 0 and nothing is learned. Try sigmoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax over one output is always 1. Use sigmoid for a single yes or no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax goes with cross-entropy; squared error learns slowly where it is most wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy ignores outputs that should be 0. For sigmoid outputs use binary cross-entropy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy needs probabilities: it reads these outputs as scores and squashes them itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output activation cannot reach some of the targets. Linear outputs reach every number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU units that start from zero weights give 0, have no gradient, and never wake up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units that start equal stay equal: the layer works like a single unit. Draw random weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: {count} epochs of training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: the loss fell below {limit} in epoch {epoch}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: the summed error fell below {limit} in epoch {epoch}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: every answer is right since epoch {epoch}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train {count} epochs more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on without this rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training met a fault ({message}) and stopped. The last good weights are kept; train again or reset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training exploded at step {step}: the inputs reach {size}; scale them to 0–1 first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training exploded at step {step}: the weights of layer {layer} grew from {before} to {after} in {count} steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your network was put back to step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} and continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the explosion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} has gone silent: its units give the same output for every sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is higher than before training. The inputs reach {size}: scale them to 0–1 first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is higher than before training. The learning rate {rate} may be too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ReLU unit whose weighted sum is negative for every sample gives 0 for all of them. Its gradient is 0 too, so no update can wake it: it is dead. Large steps push units there. A smaller learning rate, another start (He) or an activation with a slope everywhere, such as tanh or leaky ReLU, avoids it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each update walks down the slope of the loss by learning rate times gradient. Where the step is longer than the valley is wide, it lands higher on the other side, and the next step is longer still. A smaller rate takes more steps, but they lead down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Z = X·W + b, layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Y = f(Z), layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error of the outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dZ from dY, layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dW and db, layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error back to the inputs of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update of all weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {total}: {what}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>no bend: the sum itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 to 1: a yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−1 to 1, steepest at 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 below zero, straight above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a ReLU that never dies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a smooth ReLU with a floor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a ReLU with a round corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a smooth ReLU, as in transformers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>z times sigmoid of z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 or 1; cannot be trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shares that sum to 1: classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>He uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LeCun uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glorot uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binary cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>½ Σ (y − t)², for values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for softmax outputs: classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for sigmoid outputs: bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate times gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keeps rolling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rolls and looks ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smaller steps where it went far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scaled by recent gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>momentum and scaling together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} operations/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} updates/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
