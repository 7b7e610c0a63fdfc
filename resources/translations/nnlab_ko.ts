<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AnswerCard</name>
    <message>
        <source>Target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>output · first {rows} of {count}</source>
        <translation>출력 · {count}개 중 처음 {rows}개</translation>
    </message>
</context>
<context>
    <name>AnswerTable</name>
    <message>
        <source>Target and output of every example. A cross marks a wrong bit. Click shows a row.</source>
        <translation>모든 샘플의 목표와 출력입니다. ×는 틀린 비트입니다. 행을 클릭하면 그 샘플을 보여 줍니다.</translation>
    </message>
    <message>
        <source>targets and outputs, {right} of {count} rows right</source>
        <translation>목표와 출력, {count}행 중 {right}행 정답</translation>
    </message>
    <message>
        <source>row {label}</source>
        <translation>행 {label}</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>{first} to {last} of {count}</source>
        <translation>{count}개 중 {first}~{last}</translation>
    </message>
</context>
<context>
    <name>BitLamps</name>
    <message>
        <source>Input bits: click one to switch it between 0 and 1</source>
        <translation>입력 비트: 클릭하면 0과 1이 바뀝니다</translation>
    </message>
    <message>
        <source>Output bits, each as bright as its value; a ring marks 0.5 and above</source>
        <translation>출력 비트: 값이 클수록 밝고, 0.5 이상이면 테두리가 생깁니다</translation>
    </message>
    <message>
        <source>bits {bits}, answer {answer}</source>
        <translation>비트 {bits}, 답 {answer}</translation>
    </message>
    <message>
        <source>bits {bits}</source>
        <translation>비트 {bits}</translation>
    </message>
</context>
<context>
    <name>BitOutput</name>
    <message>
        <source>the network reads</source>
        <translation>신경망의 답</translation>
    </message>
    <message>
        <source>The outputs, 0 to 1; lit from 0.5</source>
        <translation>출력값 0~1, 0.5부터 켜진 것으로 봅니다</translation>
    </message>
</context>
<context>
    <name>BoardBeginning</name>
    <message>
        <source>At the end of a lesson each learner presses “Hand in…”, which saves a small file.</source>
        <translation>수업을 마친 학생이 “제출…”을 누르면 작은 파일이 저장됩니다.</translation>
    </message>
    <message>
        <source>These files are put into one folder, a shared one for instance.</source>
        <translation>이 파일들을 공유 폴더 같은 한 폴더에 모읍니다.</translation>
    </message>
    <message>
        <source>Choose that folder here: the board shows who has come how far, and keeps itself up to date.</source>
        <translation>여기에서 그 폴더를 선택하세요. 누가 어디까지 했는지 보여 주고, 새 파일이 오면 저절로 갱신됩니다.</translation>
    </message>
    <message>
        <source>There are no files of learners in this folder yet. They appear here as they come.</source>
        <translation>이 폴더에는 아직 제출 파일이 없습니다. 파일이 들어오면 바로 나타납니다.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>Choose the folder into which the files that learners hand in are put</source>
        <translation>학생들이 제출한 파일을 모은 폴더를 선택합니다</translation>
    </message>
</context>
<context>
    <name>BuilderPanel</name>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Shape of the network</source>
        <translation>신경망의 구조</translation>
    </message>
    <message>
        <source>Units from inputs to outputs. Type, for example, 7-16-4, or 7-4 for no hidden layer.</source>
        <translation>입력부터 출력까지 층마다의 뉴런 수입니다. 7-16-4처럼 적고, 은닉층(hidden layer)이 없으면 7-4처럼 적습니다.</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>매개변수 {count}개</translation>
    </message>
    <message>
        <source>1 parameter</source>
        <translation>매개변수 1개</translation>
    </message>
    <message>
        <source>Write whole numbers with dashes between them, such as {shape}.</source>
        <translation>{shape}처럼 정수를 줄표로 이어 적으세요.</translation>
    </message>
    <message>
        <source>The data has {inputs} inputs and {outputs} outputs: begin and end with these.</source>
        <translation>데이터의 입력은 {inputs}개, 출력은 {outputs}개입니다. 이 두 수로 시작하고 끝나야 합니다.</translation>
    </message>
    <message>
        <source>Each layer has 1 to 4,096 units, and the network at most 8 million weights.</source>
        <translation>뉴런은 층마다 1~4,096개, 가중치는 모두 800만 개까지입니다.</translation>
    </message>
</context>
<context>
    <name>CellCard</name>
    <message>
        <source>What is shown of the cell</source>
        <translation>이 칸에서 볼 것</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>How this number came about</source>
        <translation>이 숫자가 나온 과정</translation>
    </message>
    <message>
        <source>Chain rule</source>
        <translation>연쇄 법칙 (chain rule)</translation>
    </message>
    <message>
        <source>From the error back to this weight, factor by factor</source>
        <translation>오차에서 이 가중치까지 인수 하나씩 거슬러 가기</translation>
    </message>
    <message>
        <source>The numbers are hidden while you guess.</source>
        <translation>맞혀 보는 동안 숫자를 가립니다.</translation>
    </message>
    <message>
        <source>Summed over the {count} samples: {value}</source>
        <translation>샘플 {count}개의 합: {value}</translation>
    </message>
    <message>
        <source>The numbers are too large to be compared.</source>
        <translation>숫자가 너무 커서 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>✓ The trainer has the same number: {value}</source>
        <translation>✓ 학습에서 계산한 값과 일치합니다: {value}</translation>
    </message>
    <message>
        <source>✗ The trainer has another number: {value}</source>
        <translation>✗ 학습에서 계산한 값과 다릅니다: {value}</translation>
    </message>
    <message>
        <source>On the way there</source>
        <translation>거기까지 가는 길</translation>
    </message>
</context>
<context>
    <name>ChosenStartCard</name>
    <message>
        <source>Use this start</source>
        <translation>이 초기값 사용</translation>
    </message>
    <message>
        <source>Use the start {name}</source>
        <translation>초기값 쓰기: {name}</translation>
    </message>
    <message>
        <source>The network on the bench starts like this; Reset draws its weights again</source>
        <translation>실험대의 신경망이 이 초기값을 씁니다. 초기화를 누르면 가중치를 다시 뽑습니다</translation>
    </message>
    <message>
        <source>Draw the weights of the network on the bench by this start</source>
        <translation>실험대의 신경망의 가중치를 이 초기값으로 뽑습니다</translation>
    </message>
    <message>
        <source>on the bench</source>
        <translation>실험대에서 사용 중</translation>
    </message>
</context>
<context>
    <name>ClassBars</name>
    <message>
        <source>Share of each class that is read rightly, in percent</source>
        <translation>클래스마다 바르게 읽은 비율(%)</translation>
    </message>
    <message>
        <source>accuracy of each class</source>
        <translation>클래스별 정확도 (accuracy)</translation>
    </message>
    <message>
        <source>{count} of {total} right</source>
        <translation>{total}개 중 {count}개 정답</translation>
    </message>
</context>
<context>
    <name>ClassBoard</name>
    <message>
        <source>Lessons</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Back to the list of lessons</source>
        <translation>수업 목록으로 돌아갑니다</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>Choose the folder into which the files that learners hand in are put</source>
        <translation>학생들이 제출한 파일을 모은 폴더를 선택합니다</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV 내보내기…</translation>
    </message>
    <message>
        <source>Save what is on the board as a table (CSV)</source>
        <translation>현황판의 내용을 표(CSV)로 저장합니다</translation>
    </message>
    <message>
        <source>Class board</source>
        <translation>학급 현황판</translation>
    </message>
    <message>
        <source>Hide names</source>
        <translation>이름 가리기</translation>
    </message>
    <message>
        <source>Show numbers in place of names, for the projector</source>
        <translation>프로젝터로 보여 줄 때 이름 대신 번호를 표시합니다</translation>
    </message>
    <message>
        <source>What the board shows</source>
        <translation>현황판에 표시할 내용</translation>
    </message>
    <message>
        <source>All lessons, or the steps of one of them</source>
        <translation>모든 수업 또는 한 수업의 단계</translation>
    </message>
    <message>
        <source>Click a heading to sort: by name, by progress, by lesson</source>
        <translation>제목을 누르면 이름, 진행률, 수업별로 정렬합니다</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>읽지 못한 파일</translation>
    </message>
    <message>
        <source>Only files in a folder of this computer are read; nothing is sent anywhere.</source>
        <translation>이 컴퓨터의 폴더에 있는 파일만 읽으며, 아무것도 밖으로 보내지 않습니다.</translation>
    </message>
    <message>
        <source>{folder} · learners: {count}</source>
        <translation>{folder} · 학생 {count}명</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>모든 수업</translation>
    </message>
    <message>
        <source>✓ finished    5/7 ↷ finished, with steps skipped    3/7 … still at it    – not handed in</source>
        <translation>✓ 마침    5/7 ↷ 단계를 건너뛰고 마침    3/7 … 하는 중    – 제출 안 함</translation>
    </message>
    <message>
        <source>A name was handed in from several computers: its rows have the sign of the computer, as the names of the files have.</source>
        <translation>같은 이름으로 여러 컴퓨터에서 제출되었습니다. 이름 뒤에 컴퓨터 표식이 붙으며, 파일 이름에도 같은 표식이 있습니다.</translation>
    </message>
    <message>
        <source>and more: {count}</source>
        <translation>그 밖에 {count}개</translation>
    </message>
    <message>
        <source>There are more files than the board reads. Move older ones into another folder.</source>
        <translation>현황판이 읽을 수 있는 것보다 파일이 많습니다. 오래된 파일을 다른 폴더로 옮기세요.</translation>
    </message>
    <message>
        <source>✓ all ticks    ↷ skipped    … here now    · still to come    – not handed in</source>
        <translation>✓ 모두 체크    ↷ 건너뜀    … 지금 여기    · 아직 남음    – 제출 안 함</translation>
    </message>
    <message>
        <source>Files: {count}. Which they are, and why, is said while names are shown.</source>
        <translation>파일: {count}개. 어느 파일이 왜 그런지는 이름을 가리지 않을 때 알려 줍니다.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>The share of all ticks that are made</source>
        <translation>전체 체크 가운데 완료한 비율</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>분</translation>
    </message>
    <message>
        <source>last change</source>
        <translation>마지막 변경</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>{number}단계</translation>
    </message>
    <message>
        <source>Learner {number}</source>
        <translation>학생 {number}</translation>
    </message>
    <message>
        <source>Choose the folder of the class</source>
        <translation>학급 폴더 선택</translation>
    </message>
    <message>
        <source>Export the class board</source>
        <translation>학급 현황판 내보내기</translation>
    </message>
    <message>
        <source>{name} is saved.</source>
        <translation>저장했습니다: {name}</translation>
    </message>
    <message>
        <source>lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>state</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>ticks</source>
        <translation>체크 수</translation>
    </message>
    <message>
        <source>of</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>skipped steps</source>
        <translation>건너뛴 단계</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>finished, with steps skipped</source>
        <translation>건너뛰고 마침</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>{number}단계</translation>
    </message>
</context>
<context>
    <name>ClassOutput</name>
    <message>
        <source>nothing is drawn yet</source>
        <translation>아직 그린 것이 없습니다</translation>
    </message>
    <message>
        <source>the network reads</source>
        <translation>신경망의 답</translation>
    </message>
    <message>
        <source>the network reads {answer}</source>
        <translation>신경망의 답: {answer}</translation>
    </message>
    <message>
        <source>the network reads; it is {right}</source>
        <translation>신경망의 답 · 정답:&#xa0;{right}</translation>
    </message>
    <message>
        <source>the network reads {answer}, it is {right}</source>
        <translation>신경망의 답: {answer}, 정답:&#xa0;{right}</translation>
    </message>
</context>
<context>
    <name>ClassesCard</name>
    <message>
        <source>Accuracy by class</source>
        <translation>클래스별 정확도</translation>
    </message>
</context>
<context>
    <name>Coach</name>
    <message>
        <source>Hint</source>
        <translation>힌트</translation>
    </message>
    <message>
        <source>Show a hint, or the text again</source>
        <translation>힌트를 보거나 설명으로 돌아갑니다</translation>
    </message>
    <message>
        <source>Copy a link to this step</source>
        <translation>이 단계의 링크 복사</translation>
    </message>
    <message>
        <source>Copy a link to this step, which opens it on another computer</source>
        <translation>다른 컴퓨터에서 이 단계를 여는 링크를 복사합니다</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>수업 나가기</translation>
    </message>
    <message>
        <source>Leave the lesson; how far you have come is kept</source>
        <translation>수업을 나갑니다. 어디까지 했는지는 남습니다</translation>
    </message>
    <message>
        <source>Fold the strip up</source>
        <translation>안내 접기</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>The next step</source>
        <translation>다음 단계로</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Open again what this step begins with</source>
        <translation>이 단계가 시작되는 내용을 다시 엽니다</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>이전 단계로</translation>
    </message>
    <message>
        <source>Hand in…</source>
        <translation>제출…</translation>
    </message>
    <message>
        <source>Save a small file with your name, your ticks and your guesses for your teacher</source>
        <translation>이름과 해낸 일, 예상을 작은 파일로 저장해 선생님께 제출합니다</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>마치기</translation>
    </message>
    <message>
        <source>Step {number} of {total}</source>
        <translation>{total}단계 중 {number}</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>This step is not translated yet</source>
        <translation>이 단계는 아직 번역되지 않았습니다</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{total}개 중 {done}개 완료</translation>
    </message>
    <message>
        <source>One moment: the bench is being made ready …</source>
        <translation>잠시만요, 실험대를 준비하고 있습니다…</translation>
    </message>
    <message>
        <source>**That was the lesson.** Everything on the bench is yours now: go on trying things.</source>
        <translation>**수업을 마쳤습니다.** 이제 실험대에서 마음껏 더 해 보세요.</translation>
    </message>
    <message>
        <source>Skipped: {count} of {total} steps. Back leads to them.</source>
        <translation>건너뛴 단계: {total}개 중 {count}개. 뒤로를 누르면 돌아갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Save the lesson first: its link leads to its file</source>
        <translation>먼저 수업을 저장하세요. 링크는 저장한 파일을 가리킵니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close the lesson</source>
        <translation>수업을 닫습니다</translation>
    </message>
    <message>
        <source>Go on without the ticks that are left; it is noted</source>
        <translation>남은 일을 두고 다음으로 갑니다. 건너뛴 것으로 기록됩니다</translation>
    </message>
    <message>
        <source>Finish the lesson</source>
        <translation>수업을 마칩니다</translation>
    </message>
    <message>
        <source>Open the strip</source>
        <translation>안내 펼치기</translation>
    </message>
</context>
<context>
    <name>CodePanel</name>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>What the code does</source>
        <translation>코드가 하는 일</translation>
    </message>
    <message>
        <source>predict</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>The script that answers as this network does</source>
        <translation>이 신경망과 똑같이 답하는 스크립트</translation>
    </message>
    <message>
        <source>train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>The script that trains this network from its start</source>
        <translation>이 신경망을 처음부터 학습시키는 스크립트</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>코드 복사</translation>
    </message>
    <message>
        <source>Copy the whole script, which runs as it is</source>
        <translation>그대로 실행되는 스크립트 전체를 복사합니다</translation>
    </message>
    <message>
        <source>The whole script is in the clipboard.</source>
        <translation>스크립트 전체를 클립보드에 복사했습니다.</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Point at a line to light what it computes; what is selected can be copied</source>
        <translation>줄을 가리키면 그 줄이 계산하는 층에 불이 켜집니다. 선택한 부분은 복사할 수 있습니다</translation>
    </message>
</context>
<context>
    <name>ColorLegend</name>
    <message>
        <source>Colour scale</source>
        <translation>색 눈금</translation>
    </message>
    <message>
        <source>Negative values are orange, zero is grey, positive values are blue.</source>
        <translation>음수는 주황, 0은 회색, 양수는 파랑입니다.</translation>
    </message>
</context>
<context>
    <name>ColumnCard</name>
    <message>
        <source>Role</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>What the column is for</source>
        <translation>이 열의 쓰임입니다</translation>
    </message>
    <message>
        <source>As</source>
        <translation>변환</translation>
    </message>
    <message>
        <source>How its cells become numbers</source>
        <translation>칸의 값을 숫자로 바꾸는 방법입니다</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>예/아니요</translation>
    </message>
    <message>
        <source>0 and 1 are no and yes, not numbers like any other</source>
        <translation>0과 1을 보통 숫자가 아니라 아니요와 예로 봅니다</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>스케일</translation>
    </message>
    <message>
        <source>How its numbers are scaled, measured on the training samples</source>
        <translation>숫자의 스케일을 맞추는 방법입니다. 학습 샘플만으로 잽니다</translation>
    </message>
    <message>
        <source>Treat as missing</source>
        <translation>빈칸으로 처리</translation>
    </message>
    <message>
        <source>Cells of this column that are no number count as missing; off refuses them again</source>
        <translation>이 열에서 숫자가 아닌 칸을 빈칸으로 칩니다. 끄면 다시 받아들이지 않습니다</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>빈칸</translation>
    </message>
    <message>
        <source>What becomes of cells without a value</source>
        <translation>빈칸을 어떻게 할지 정합니다</translation>
    </message>
    <message>
        <source>Learn as classes</source>
        <translation>클래스로 학습</translation>
    </message>
    <message>
        <source>One output for each of the numbers; “As” makes them a number again</source>
        <translation>숫자마다 출력을 하나씩 둡니다. ‘변환’에서 다시 숫자로 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>Previous cell without a value</source>
        <translation>이전 빈칸</translation>
    </message>
    <message>
        <source>Next cell without a value</source>
        <translation>다음 빈칸</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>열</translation>
    </message>
    <message>
        <source>learned beside {name}</source>
        <translation>{name} 열과 함께 배웁니다</translation>
    </message>
    <message>
        <source>one more target</source>
        <translation>목표 추가</translation>
    </message>
</context>
<context>
    <name>ConfusedCard</name>
    <message>
        <source>Confusion</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>true ↓ read →</source>
        <translation>정답 ↓ 예측 →</translation>
    </message>
</context>
<context>
    <name>ConfusionCard</name>
    <message>
        <source>Confusion</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>Show it large, with counts or rates</source>
        <translation>개수나 비율과 함께 크게 보기</translation>
    </message>
    <message>
        <source>Confusion, large</source>
        <translation>혼동 행렬 크게 보기</translation>
    </message>
    <message>
        <source>true ↓ read →</source>
        <translation>정답 ↓ 예측 →</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Confusion matrix</source>
        <translation>혼동 행렬 (confusion matrix)</translation>
    </message>
    <message>
        <source>Rows are true classes, columns what they are read as. The darker, the larger the share of the row; rare ones are darkened to be seen.</source>
        <translation>행은 정답, 열은 신경망이 읽은 답입니다. 진할수록 그 행에서 차지하는 비율이 크며, 드문 것도 보이도록 더 진하게 칠합니다.</translation>
    </message>
    <message>
        <source>true {true}, read as {answered}: not yet counted</source>
        <translation>정답 {true}, 예측 {answered}: 아직 세지 않음</translation>
    </message>
    <message>
        <source>true {true}, read as {answered}: {count} of {total} ({rate}%)</source>
        <translation>정답 {true}, 예측 {answered}: {total}개 중 {count}개 ({rate}%)</translation>
    </message>
</context>
<context>
    <name>ContourMap</name>
    <message>
        <source>Contours of the loss</source>
        <translation>손실의 등고선</translation>
    </message>
    <message>
        <source>Seen from above: darker is lower. Drag to choose where the descent begins; arrow keys do too.</source>
        <translation>위에서 본 모습입니다. 어두울수록 손실이 낮습니다. 끌어서 하강을 시작할 곳을 고르세요. 화살표 키로도 됩니다.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
</context>
<context>
    <name>CurveCard</name>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>the loss, in powers of ten</source>
        <translation>손실, 10의 거듭제곱 눈금</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>the loss, in even steps</source>
        <translation>손실, 균일한 눈금</translation>
    </message>
    <message>
        <source>the accuracy: answers that are right</source>
        <translation>정확도: 맞힌 답의 비율</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>Which curve is shown, and on which scale</source>
        <translation>어떤 곡선을 어떤 눈금으로 볼지 고릅니다</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Train, and the curve is drawn here.</source>
        <translation>학습을 시작하면 여기에 곡선이 그려집니다.</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>Curve</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>How a quantity changes while the network trains. Point at the curve to read it.</source>
        <translation>학습하는 동안 값이 어떻게 변하는지 보여 줍니다. 곡선을 가리키면 값을 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
</context>
<context>
    <name>CurvesTogether</name>
    <message>
        <source>Curves together</source>
        <translation>곡선 모음</translation>
    </message>
    <message>
        <source>Point at a curve or its name to read it; click to choose it.</source>
        <translation>곡선이나 이름을 가리키면 읽고, 누르면 고릅니다.</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>The samples that the network learns from</source>
        <translation>신경망이 배우는 샘플입니다</translation>
    </message>
    <message>
        <source>Test, unseen</source>
        <translation>시험 (처음 보는)</translation>
    </message>
    <message>
        <source>Samples that the network is judged by and never learns from</source>
        <translation>배우는 데 쓰지 않고 신경망을 평가하는 데만 쓰는 샘플입니다</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>픽셀</translation>
    </message>
    <message>
        <source>What an empty and a full pixel are as numbers</source>
        <translation>빈 픽셀과 꽉 찬 픽셀을 나타내는 수입니다</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>목표값</translation>
    </message>
    <message>
        <source>The targets of the wrong classes and of the right one</source>
        <translation>틀린 클래스와 맞는 클래스의 목표값입니다</translation>
    </message>
    <message>
        <source>Open a table, or pictures: MNIST as IDX, npz, CSV or pickle (Ctrl+O), or a folder of them (Ctrl+Shift+O)</source>
        <translation>표나 그림 열기: IDX, npz, CSV, pickle 형식의 MNIST (Ctrl+O) 또는 그림 폴더 (Ctrl+Shift+O)</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>데이터 열기</translation>
    </message>
</context>
<context>
    <name>DerivationCard</name>
    <message>
        <source>The cell you point at</source>
        <translation>가리킨 칸</translation>
    </message>
    <message>
        <source>Point at a number to see how it came about.</source>
        <translation>숫자를 가리키면 어떻게 계산되었는지 보입니다.</translation>
    </message>
</context>
<context>
    <name>Descent</name>
    <message>
        <source>step {number}</source>
        <translation>{number}단계</translation>
    </message>
    <message>
        <source>Looking at the loss …</source>
        <translation>손실을 살펴보는 중 …</translation>
    </message>
    <message>
        <source>Looking at the loss … {percent} %</source>
        <translation>손실을 살펴보는 중 … {percent} %</translation>
    </message>
</context>
<context>
    <name>DescentCard</name>
    <message>
        <source>Rates for these two parameters alone; the whole network needs smaller ones:</source>
        <translation>이 두 매개변수에만 맞는 학습률입니다. 신경망 전체에는 더 작아야 합니다.</translation>
    </message>
    <message>
        <source>Rates for this parameter alone; the whole network needs smaller ones:</source>
        <translation>이 매개변수 하나에만 맞는 학습률입니다. 신경망 전체에는 더 작아야 합니다.</translation>
    </message>
    <message>
        <source>Descent</source>
        <translation>경사 하강</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>최적화기</translation>
    </message>
    <message>
        <source>How a gradient becomes a step</source>
        <translation>최적화기(optimizer): 기울기(gradient)로 한 단계를 정하는 방법</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>A step is the rate times the gradient</source>
        <translation>한 단계는 학습률 × 기울기입니다</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>Share of the last step that is kept, 0 to below 1</source>
        <translation>모멘텀(momentum): 지난 갱신을 이어 가는 비율, 0 이상 1 미만</translation>
    </message>
    <message>
        <source>Samples in a batch</source>
        <translation>배치의 샘플 수</translation>
    </message>
    <message>
        <source>Each step takes the next of them</source>
        <translation>단계마다 그다음 샘플들을 씁니다</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>The same seed draws the same batches</source>
        <translation>같은 시드(seed)는 같은 배치를 뽑습니다</translation>
    </message>
    <message>
        <source>Rates to try</source>
        <translation>시험해 볼 학습률</translation>
    </message>
    <message>
        <source>Samples of a step</source>
        <translation>한 단계에 쓰는 샘플</translation>
    </message>
    <message>
        <source>Rate of the bench</source>
        <translation>실험대의 학습률</translation>
    </message>
    <message>
        <source>Optimizer and learning rate with which the bench trains the whole network</source>
        <translation>실험대에서 신경망 전체를 학습할 때의 최적화기와 학습률</translation>
    </message>
    <message>
        <source>as on the bench</source>
        <translation>실험대와 같게</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히 비교</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>너무 작음</translation>
    </message>
    <message>
        <source>just right</source>
        <translation>알맞음</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>너무 큼</translation>
    </message>
    <message>
        <source>{value} of {count}</source>
        <translation>{value} / {count}</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Batch: every step looks at all samples</source>
        <translation>배치(batch): 단계마다 모든 샘플을 봅니다</translation>
    </message>
    <message>
        <source>mini-batch</source>
        <translation>미니배치</translation>
    </message>
    <message>
        <source>Every step looks at some samples</source>
        <translation>미니배치(mini-batch): 단계마다 샘플 몇 개를 봅니다</translation>
    </message>
    <message>
        <source>stochastic</source>
        <translation>확률적</translation>
    </message>
    <message>
        <source>Stochastic: every step looks at one sample</source>
        <translation>확률적(stochastic): 단계마다 샘플 하나를 봅니다</translation>
    </message>
    <message>
        <source>Three ways from one start: a rate that is too small, one that is right, one too large</source>
        <translation>한 출발점에서 세 갈래: 너무 작은 학습률, 알맞은 학습률, 너무 큰 학습률</translation>
    </message>
    <message>
        <source>3 rates</source>
        <translation>학습률 3가지</translation>
    </message>
    <message>
        <source>Three ways from one start: batch, mini-batch and stochastic</source>
        <translation>한 출발점에서 세 갈래: 배치, 미니배치, 확률적</translation>
    </message>
    <message>
        <source>3 batches</source>
        <translation>배치 3가지</translation>
    </message>
</context>
<context>
    <name>DescentStage</name>
    <message>
        <source>From where one looks</source>
        <translation>보는 방향</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>등고선</translation>
    </message>
    <message>
        <source>From above, with lines of equal loss</source>
        <translation>위에서 본 모습. 손실이 같은 곳을 선으로 잇습니다</translation>
    </message>
    <message>
        <source>3-D</source>
        <translation>3차원</translation>
    </message>
    <message>
        <source>From the side, as a surface; drag to turn it</source>
        <translation>옆에서 본 곡면. 끌어서 돌립니다</translation>
    </message>
    <message>
        <source>Show all of the path</source>
        <translation>경로 전체 보기</translation>
    </message>
    <message>
        <source>A wider picture, into which it fits</source>
        <translation>경로가 다 들어오도록 더 넓게 봅니다</translation>
    </message>
    <message>
        <source>As close as before</source>
        <translation>원래 범위로</translation>
    </message>
    <message>
        <source>The usual part of the landscape</source>
        <translation>지형의 처음 범위</translation>
    </message>
</context>
<context>
    <name>DescentTransport</name>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Stay where it is</source>
        <translation>지금 자리에서 멈춥니다</translation>
    </message>
    <message>
        <source>Let it roll to the end</source>
        <translation>끝까지 굴립니다</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>다시</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>출발점으로 돌아갑니다</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>한 단계</translation>
    </message>
    <message>
        <source>One step of the optimizer</source>
        <translation>최적화기의 한 단계</translation>
    </message>
    <message>
        <source>Keep path</source>
        <translation>경로 남기기</translation>
    </message>
    <message>
        <source>Leave this path faint, and try another way</source>
        <translation>이 경로를 흐리게 남기고 다른 방법을 시험합니다</translation>
    </message>
    <message>
        <source>Clear paths</source>
        <translation>경로 지우기</translation>
    </message>
    <message>
        <source>Take the kept paths away</source>
        <translation>남긴 경로를 지웁니다</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>이 창을 닫습니다 (Esc)</translation>
    </message>
</context>
<context>
    <name>DigitOutput</name>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>is it {name}?</source>
        <translation>{name}인가요?</translation>
    </message>
    <message>
        <source>The output, and whether it reaches the threshold</source>
        <translation>출력과, 출력이 임계값에 이르는지</translation>
    </message>
</context>
<context>
    <name>Draw</name>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답</translation>
    </message>
</context>
<context>
    <name>DrawPad</name>
    <message>
        <source>Draw pad</source>
        <translation>그리기 판</translation>
    </message>
    <message>
        <source>Draw a digit with mouse, pen or finger, or drop a picture here. Ctrl+Z takes the last stroke back, Delete clears, Ctrl+V pastes.</source>
        <translation>마우스, 펜, 손가락으로 숫자를 그리거나 그림을 끌어다 놓으세요. Ctrl+Z는 마지막 획 취소, Delete는 모두 지우기, Ctrl+V는 붙여넣기입니다.</translation>
    </message>
    <message>
        <source>draw a digit</source>
        <translation>숫자를 그려 보세요</translation>
    </message>
</context>
<context>
    <name>EpsilonPlot</name>
    <message>
        <source>Error against step size</source>
        <translation>걸음 크기에 따른 오차</translation>
    </message>
    <message>
        <source>Largest error in ink, median in grey. Point to read, click to choose the step size ε.</source>
        <translation>진한 선은 최대 오차, 회색 선은 중앙값입니다. 가리키면 값을 읽고, 누르면 걸음 크기 ε를 고릅니다.</translation>
    </message>
    <message>
        <source>← rounding</source>
        <translation>← 반올림 오차</translation>
    </message>
    <message>
        <source>truncation →</source>
        <translation>절단 오차 →</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>median</source>
        <translation>중앙값</translation>
    </message>
</context>
<context>
    <name>EquationSheet</name>
    <message>
        <source>Equations</source>
        <translation>식</translation>
    </message>
    <message>
        <source>Point at a number to see where it came from. Large matrices scroll with the wheel.</source>
        <translation>숫자를 가리키면 어디에서 왔는지 보입니다. 큰 행렬은 휠로 넘겨 봅니다.</translation>
    </message>
    <message>
        <source>Your guess</source>
        <translation>내 예상값</translation>
    </message>
    <message>
        <source>Type the number and press Enter. Esc leaves the cell as it was.</source>
        <translation>숫자를 입력하고 Enter를 누르세요. Esc를 누르면 칸이 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Your guess: {place}</source>
        <translation>내 예상값: {place}</translation>
    </message>
    <message>
        <source>to be guessed</source>
        <translation>맞혀 볼 값</translation>
    </message>
    <message>
        <source>Line {number}, {caption}: {place}, {value}</source>
        <translation>{number}번째 줄, {caption}: {place}, {value}</translation>
    </message>
</context>
<context>
    <name>EquationsCard</name>
    <message>
        <source>How the step is written</source>
        <translation>한 단계를 쓰는 방법</translation>
    </message>
    <message>
        <source>Matrices</source>
        <translation>행렬</translation>
    </message>
    <message>
        <source>Each operation as one equation of matrices</source>
        <translation>연산 하나를 행렬 식 하나로</translation>
    </message>
    <message>
        <source>Scalars</source>
        <translation>스칼라</translation>
    </message>
    <message>
        <source>Each operation number by number</source>
        <translation>연산 하나를 숫자 하나씩</translation>
    </message>
    <message>
        <source>Digits after the point</source>
        <translation>소수 자릿수</translation>
    </message>
    <message>
        <source>How many digits are shown after the point</source>
        <translation>소수점 아래 몇 자리까지 보일지</translation>
    </message>
    <message>
        <source>{count} decimals</source>
        <translation>소수 {count}자리</translation>
    </message>
    <message>
        <source>Guess first</source>
        <translation>먼저 맞혀 보기</translation>
    </message>
    <message>
        <source>Hide what is computed until you have typed it</source>
        <translation>계산 결과를 직접 입력할 때까지 가립니다</translation>
    </message>
    <message>
        <source>Worksheet…</source>
        <translation>학습지…</translation>
    </message>
    <message>
        <source>Print or save this step with blanks to fill in, and its key</source>
        <translation>이 단계를 빈칸이 있는 학습지와 정답으로 인쇄하거나 저장</translation>
    </message>
    <message>
        <source>Check…</source>
        <translation>기울기 검사…</translation>
    </message>
    <message>
        <source>Compare the gradients with numeric ones</source>
        <translation>기울기를 수치 미분과 비교</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>One step back, as far as “Step” above says (Shift+S)</source>
        <translation>위의 “한 단계”에서 고른 만큼 뒤로 (Shift+S)</translation>
    </message>
    <message>
        <source>One step</source>
        <translation>한 단계</translation>
    </message>
    <message>
        <source>One step, as far as “Step” above says (S)</source>
        <translation>위의 “한 단계”에서 고른 만큼 앞으로 (S)</translation>
    </message>
    <message>
        <source>{right} of {count} guesses right</source>
        <translation>{count}개 중 {right}개 맞음</translation>
    </message>
    <message>
        <source>learns from sample {name}</source>
        <translation>학습하는 샘플: {name}</translation>
    </message>
    <message>
        <source>learns from {count} samples</source>
        <translation>학습하는 샘플 {count}개</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>순전파</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>갱신</translation>
    </message>
</context>
<context>
    <name>ErrorLegend</name>
    <message>
        <source>{limit}: agrees below</source>
        <translation>{limit}: 이보다 작으면 일치</translation>
    </message>
    <message>
        <source>The more a cell stands out, the larger the relative error of its parameter, decade by decade.</source>
        <translation>칸이 또렷할수록 그 매개변수의 상대 오차가 큽니다. 눈금 한 칸은 10배입니다.</translation>
    </message>
    <message>
        <source>Scale of relative errors</source>
        <translation>상대 오차의 색 눈금</translation>
    </message>
</context>
<context>
    <name>ErrorMap</name>
    <message>
        <source>{error}, at a kink</source>
        <translation>{error}, 꺾인 점</translation>
    </message>
    <message>
        <source>back-propagated</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>numeric</source>
        <translation>수치</translation>
    </message>
    <message>
        <source>relative error</source>
        <translation>상대 오차</translation>
    </message>
    <message>
        <source>Relative errors</source>
        <translation>상대 오차</translation>
    </message>
    <message>
        <source>The more a cell stands out, the larger the error. Point at it to read both gradients.</source>
        <translation>칸이 또렷할수록 오차가 큽니다. 가리키면 두 기울기를 읽을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>가중치 가져오기</translation>
    </message>
    <message>
        <source>Weights (*.npz *.json *.csv *.zip *.onnx *.safetensors)</source>
        <translation>가중치 (*.npz *.json *.csv *.zip *.onnx *.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>Experiments</name>
    <message>
        <source>Experiment</source>
        <translation>실험</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>All trainings of this project, compared</source>
        <translation>이 프로젝트에서 한 모든 학습을 비교합니다</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>스윕</translation>
    </message>
    <message>
        <source>Many trainings, compared by their settings</source>
        <translation>설정을 바꿔 가며 여러 번 학습해 비교합니다</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>폴드</translation>
    </message>
    <message>
        <source>Cross-validation: each part of the samples held out once</source>
        <translation>교차 검증: 샘플을 나눈 폴드를 하나씩 번갈아 빼 둡니다</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>가중치 초기화</translation>
    </message>
    <message>
        <source>Eight starts of one network, side by side</source>
        <translation>한 신경망의 여덟 가지 시작을 나란히</translation>
    </message>
    <message>
        <source>Descent</source>
        <translation>경사 하강</translation>
    </message>
    <message>
        <source>The loss as a landscape, and ways down</source>
        <translation>지형으로 본 손실과 내려가는 길</translation>
    </message>
</context>
<context>
    <name>ExplosionDialog</name>
    <message>
        <source>How training exploded</source>
        <translation>학습이 발산한 과정</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>{number}번 층</translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation>가장 큰 가중치</translation>
    </message>
    <message>
        <source>largest |w|</source>
        <translation>최대 |w|</translation>
    </message>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>step</source>
        <translation>갱신 횟수</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>이 창을 닫습니다 (Esc)</translation>
    </message>
    <message>
        <source>Save file…</source>
        <translation>파일로 저장…</translation>
    </message>
    <message>
        <source>Choose where to write the file</source>
        <translation>파일을 저장할 곳을 고릅니다</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>What can be written</source>
        <translation>내보낼 수 있는 형식</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>And {count} more.</source>
        <translation>그 밖에 {count}건이 더 있습니다.</translation>
    </message>
    <message>
        <source>Something in nnlab went wrong. Your network is safe; you can go on. If it happens again, restart nnlab and send us the details.</source>
        <translation>nnlab에 문제가 생겼습니다. 신경망은 안전하니 계속하셔도 됩니다. 같은 일이 또 생기면 nnlab을 다시 시작하고 자세한 내용을 보내 주세요.</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Projects, pictures and data sets (*)</source>
        <translation>프로젝트, 그림, 데이터 (*)</translation>
    </message>
    <message>
        <source>Projects of nnlab (*{suffix})</source>
        <translation>nnlab 프로젝트 (*{suffix})</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>그림 폴더 열기</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
</context>
<context>
    <name>FileDialog</name>
    <message>
        <source>Look in:</source>
        <translation>위치:</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>이름:</translation>
    </message>
    <message>
        <source>Kind:</source>
        <translation>종류:</translation>
    </message>
</context>
<context>
    <name>FileMenu</name>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Open a folder of pictures…</source>
        <translation>그림 폴더 열기…</translation>
    </message>
    <message>
        <source>Paste a table…</source>
        <translation>표 붙여넣기…</translation>
    </message>
    <message>
        <source>Unsaved work…</source>
        <translation>저장하지 않은 작업…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Import weights…</source>
        <translation>가중치 가져오기…</translation>
    </message>
    <message>
        <source>Notes…</source>
        <translation>메모…</translation>
    </message>
    <message>
        <source>Copy a link to this set-up</source>
        <translation>이 설정의 링크 복사</translation>
    </message>
    <message>
        <source>Open a link…</source>
        <translation>링크 열기…</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>최근 파일 열기</translation>
    </message>
</context>
<context>
    <name>FinalScore</name>
    <message>
        <source>Final score</source>
        <translation>최종 점수</translation>
    </message>
    <message>
        <source>Answer the test samples, once, when everything is chosen: validation is for choosing</source>
        <translation>모든 것을 정한 뒤 시험 샘플에 한 번만 답하게 합니다. 고르는 데에는 검증 샘플을 쓰세요</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Asked once. Who goes on choosing by this score makes it less honest.</source>
        <translation>한 번 확인했습니다. 이 점수를 보고 계속 고르면 점수를 믿기 어려워집니다.</translation>
    </message>
    <message>
        <source>Asked {count} times. Who chooses by this score makes it less honest.</source>
        <translation>{count}번 확인했습니다. 이 점수를 보고 고르면 점수를 믿기 어려워집니다.</translation>
    </message>
    <message>
        <source>error {error}</source>
        <translation>오차 {error}</translation>
    </message>
</context>
<context>
    <name>FoldBars</name>
    <message>
        <source>Scores of the folds</source>
        <translation>폴드 점수</translation>
    </message>
    <message>
        <source>Point at a fold to read it.</source>
        <translation>폴드를 가리키면 값을 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>FoldsFormCard</name>
    <message>
        <source>Cross-validation</source>
        <translation>교차 검증</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>폴드</translation>
    </message>
    <message>
        <source>Into how many parts the samples are dealt; each is held out once</source>
        <translation>샘플을 몇 폴드로 나눌지 정합니다. 폴드마다 한 번씩 빼 둡니다</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>What deals the samples out; the same seed deals the same folds</source>
        <translation>샘플을 나누는 시드입니다. 시드가 같으면 폴드도 같습니다</translation>
    </message>
    <message>
        <source>Same mix of classes</source>
        <translation>클래스 비율 유지</translation>
    </message>
    <message>
        <source>Stratified: each fold has the mix of the whole</source>
        <translation>층화: 폴드마다 전체와 같은 클래스 비율을 둡니다</translation>
    </message>
    <message>
        <source>Descent</source>
        <translation>경사 하강</translation>
    </message>
    <message>
        <source>How many samples each update is made from</source>
        <translation>샘플 몇 개마다 갱신할지 정합니다</translation>
    </message>
    <message>
        <source>Samples for each update</source>
        <translation>갱신마다 쓰는 샘플 수</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How far each step goes</source>
        <translation>한 걸음의 크기</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>After how many passes over the samples a training ends</source>
        <translation>샘플 전체를 몇 번 훑고 학습을 끝낼지 정합니다</translation>
    </message>
    <message>
        <source>stochastic</source>
        <translation>확률적</translation>
    </message>
    <message>
        <source>an update after every sample</source>
        <translation>샘플 하나마다 갱신</translation>
    </message>
    <message>
        <source>mini-batch</source>
        <translation>미니배치</translation>
    </message>
    <message>
        <source>an update after some samples</source>
        <translation>샘플 몇 개마다 갱신</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>one update in an epoch, from all samples</source>
        <translation>에폭마다 모든 샘플로 한 번 갱신</translation>
    </message>
</context>
<context>
    <name>FoldsWorkspace</name>
    <message>
        <source>Score of each fold</source>
        <translation>폴드별 점수</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>폴드</translation>
    </message>
    <message>
        <source>Every fold of the result above</source>
        <translation>위 결과의 모든 폴드</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>All results so far, to be compared</source>
        <translation>지금까지의 결과를 모두 비교합니다</translation>
    </message>
    <message>
        <source>Point at a fold to read it. The line is the mean of the scores held out.</source>
        <translation>폴드를 가리키면 값을 볼 수 있습니다. 가로선은 빼 둔 샘플 점수의 평균입니다.</translation>
    </message>
    <message>
        <source>Table of the folds</source>
        <translation>폴드 표</translation>
    </message>
    <message>
        <source>Click a heading to sort</source>
        <translation>제목을 누르면 정렬합니다</translation>
    </message>
    <message>
        <source>Results to compare</source>
        <translation>비교할 결과</translation>
    </message>
    <message>
        <source>Click a row to look at it again</source>
        <translation>행을 누르면 다시 볼 수 있습니다</translation>
    </message>
    <message>
        <source>Each column is one training: it holds out one part of the samples and learns from all others. How well it does on the part it never saw becomes a bar; the mean of all bars judges the network. Run begins, at the right.</source>
        <translation>세로줄 하나가 학습 한 번입니다. 샘플의 한 부분을 빼 두고 나머지로 학습합니다. 처음 보는 그 부분을 얼마나 잘 맞히는지가 막대가 되고, 막대의 평균으로 신경망을 평가합니다. 오른쪽의 실행을 눌러 시작하세요.</translation>
    </message>
    <message>
        <source>test samples that stay out: {count}</source>
        <translation>폴드에 넣지 않은 시험 샘플: {count}개</translation>
    </message>
    <message>
        <source>{count} held out also in training</source>
        <translation>빼 둔 것 중 학습에도 있는 샘플 {count}개</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>빼 둔 샘플</translation>
    </message>
    <message>
        <source>held out, {part} folds</source>
        <translation>빼 둔 샘플, 폴드 {part}</translation>
    </message>
    <message>
        <source>Begins when the sweep has ended</source>
        <translation>스윕이 끝나면 시작합니다</translation>
    </message>
    <message>
        <source>{count} trainings from the same start</source>
        <translation>같은 초기값에서 {count}번 학습</translation>
    </message>
</context>
<context>
    <name>FormFields</name>
    <message>
        <source>Cells parted by</source>
        <translation>칸 구분</translation>
    </message>
    <message>
        <source>What stands between the cells of a row</source>
        <translation>한 행의 칸 사이에 오는 기호입니다</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>소수점 기호</translation>
    </message>
    <message>
        <source>What stands before the decimals of a number</source>
        <translation>소수 부분 앞에 오는 기호입니다</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>문자 인코딩</translation>
    </message>
    <message>
        <source>How the bytes of the file become letters</source>
        <translation>파일의 바이트를 글자로 읽는 방법입니다</translation>
    </message>
    <message>
        <source>Names in</source>
        <translation>열 이름</translation>
    </message>
    <message>
        <source>The line that names the columns; those above it are no data</source>
        <translation>열 이름이 있는 줄입니다. 그 위의 줄은 데이터가 아닙니다</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>표의 끝</translation>
    </message>
    <message>
        <source>The last line of the table; those below it are no data</source>
        <translation>표의 마지막 줄입니다. 그 아래의 줄은 데이터가 아닙니다</translation>
    </message>
</context>
<context>
    <name>GradientDialog</name>
    <message>
        <source>Check of gradients</source>
        <translation>기울기 검사</translation>
    </message>
    <message>
        <source>Relative error</source>
        <translation>상대 오차</translation>
    </message>
    <message>
        <source>of each parameter</source>
        <translation>매개변수별</translation>
    </message>
    <message>
        <source>Step size</source>
        <translation>간격 ε</translation>
    </message>
    <message>
        <source>Step size ε</source>
        <translation>간격 ε</translation>
    </message>
    <message>
        <source>How far each parameter is moved to and fro: large steps truncate, small ones round</source>
        <translation>매개변수를 앞뒤로 움직이는 폭: 크면 절단 오차, 작으면 반올림 오차가 커집니다</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>검사하는 중 …</translation>
    </message>
    <message>
        <source>Checking {count} step sizes … {percent}%</source>
        <translation>걸음 크기 {count}가지를 검사하는 중 … {percent}%</translation>
    </message>
</context>
<context>
    <name>GradientMaps</name>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation>{number}번 층</translation>
    </message>
</context>
<context>
    <name>GraphBar</name>
    <message>
        <source>Graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>Put one of the graphs of the lecture notes here, or begin with an empty one</source>
        <translation>강의 노트의 그래프를 놓거나 빈 그래프에서 시작합니다</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>노드 추가</translation>
    </message>
    <message>
        <source>Add a value or an operation</source>
        <translation>값이나 연산을 추가합니다</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>펼치기</translation>
    </message>
    <message>
        <source>Show a sigmoid or an affine node as the nodes it is made of, or as one again</source>
        <translation>시그모이드나 Affine 노드를 그것을 이루는 노드들로 펼치거나 다시 하나로 접습니다</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Remove the node or edge that is selected (Delete)</source>
        <translation>선택한 노드나 간선을 지웁니다 (Delete)</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>전체 보기</translation>
    </message>
    <message>
        <source>Show all of the graph</source>
        <translation>그래프 전체를 보여 줍니다</translation>
    </message>
    <message>
        <source>Your graph</source>
        <translation>내 그래프</translation>
    </message>
    <message>
        <source>One neuron of the network…</source>
        <translation>신경망의 뉴런 고르기…</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>빈 그래프</translation>
    </message>
</context>
<context>
    <name>GraphCanvas</name>
    <message>
        <source>Value of {name}</source>
        <translation>값: {name}</translation>
    </message>
    <message>
        <source>Drag a node to move it, its right edge to connect it</source>
        <translation>노드를 끌면 옮겨지고, 오른쪽 가장자리에서 끌면 연결됩니다</translation>
    </message>
    <message>
        <source>Computational graph</source>
        <translation>계산 그래프</translation>
    </message>
    <message>
        <source>A number, or a matrix in rows: 1, 2; 3, 4</source>
        <translation>수 하나, 또는 행으로 쓴 행렬: 1, 2; 3, 4</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>GraphNodeCard</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Name of the node</source>
        <translation>노드의 이름</translation>
    </message>
    <message>
        <source>Exponent</source>
        <translation>지수</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>함수</translation>
    </message>
    <message>
        <source>What the node is called in the graph, at most 40 characters</source>
        <translation>그래프에서 부르는 노드의 이름, 최대 40자</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>The power to which x is raised</source>
        <translation>x를 거듭제곱하는 지수</translation>
    </message>
    <message>
        <source>The function of x</source>
        <translation>x에 적용하는 함수</translation>
    </message>
    <message>
        <source>The node with its numbers</source>
        <translation>노드와 그 수들</translation>
    </message>
    <message>
        <source>What comes from above, upstream, times the local derivative</source>
        <translation>상류(upstream)에서 온 값 곱하기 국소 미분(local)</translation>
    </message>
    <message>
        <source>Follow this one back</source>
        <translation>이 노드에서 역전파</translation>
    </message>
    <message>
        <source>Compute the gradients of this node instead of those of the last one</source>
        <translation>마지막 노드 대신 이 노드의 기울기를 계산합니다</translation>
    </message>
    <message>
        <source>The node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>There are several results. Select the one whose gradients you want, and follow it back.</source>
        <translation>결과가 여럿입니다. 기울기를 보고 싶은 결과를 선택해 역전파하세요.</translation>
    </message>
    <message>
        <source>Select a node to see its arithmetic, or step through the graph.</source>
        <translation>노드를 선택해 계산을 보거나, 그래프를 한 단계씩 따라가 보세요.</translation>
    </message>
</context>
<context>
    <name>GraphValuesCard</name>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>The graph has no values yet: add one.</source>
        <translation>그래프에 아직 값이 없습니다. 하나 추가하세요.</translation>
    </message>
    <message>
        <source>Value of {name}</source>
        <translation>값: {name}</translation>
    </message>
    <message>
        <source>A number, or a matrix in rows: 1, 2; 3, 4</source>
        <translation>수 하나, 또는 행으로 쓴 행렬: 1, 2; 3, 4</translation>
    </message>
</context>
<context>
    <name>GraphWorkspace</name>
    <message>
        <source>By hand</source>
        <translation>직접 해 보기</translation>
    </message>
    <message>
        <source>Drag a node to move it, or from its right edge to connect it. Double click types a value. Ctrl+wheel zooms. Keys: N next node, arrows select, Shift+arrows move, C connects, Enter types, Delete removes.</source>
        <translation>노드를 끌면 움직이고, 오른쪽 가장자리에서 끌면 연결됩니다. 두 번 누르면 값을 입력하고, Ctrl+휠로 확대합니다. 키: N 다음 노드, 화살표 선택, Shift+화살표 이동, C 연결, Enter 입력, Delete 삭제.</translation>
    </message>
    <message>
        <source>What lies on the bench has no target: 0 was taken for it. Put a sample there for its own.</source>
        <translation>실험대에 놓인 입력에는 목표값이 없어 0으로 계산했습니다. 샘플을 올려놓으면 그 목표값을 씁니다.</translation>
    </message>
</context>
<context>
    <name>GuessArea</name>
    <message>
        <source>Guess</source>
        <translation>예상</translation>
    </message>
    <message>
        <source>That is my guess</source>
        <translation>이렇게 예상합니다</translation>
    </message>
    <message>
        <source>Take this guess; then train, and see what happens</source>
        <translation>이대로 예상하고, 학습시켜 결과를 봅니다</translation>
    </message>
    <message>
        <source>Your guess</source>
        <translation>나의 예상</translation>
    </message>
    <message>
        <source>Type the number that you expect, and press Enter</source>
        <translation>예상하는 숫자를 입력하고 Enter를 누르세요</translation>
    </message>
    <message>
        <source>The curve that you expect</source>
        <translation>예상하는 곡선</translation>
    </message>
    <message>
        <source>Draw the loss curve that you expect: by mouse, or with the arrow keys after Tab</source>
        <translation>예상하는 손실 곡선을 마우스로 그리거나, Tab 뒤에 화살표 키로 그리세요</translation>
    </message>
    <message>
        <source>Draw the curve that you expect</source>
        <translation>예상하는 곡선을 그리세요</translation>
    </message>
    <message>
        <source>Take this as your guess</source>
        <translation>이것을 예상으로 고릅니다</translation>
    </message>
    <message>
        <source>Your guess stands. Now see what happens.</source>
        <translation>예상을 정했습니다. 이제 결과를 보세요.</translation>
    </message>
    <message>
        <source>Your guess: {guess}</source>
        <translation>내 예상: {guess}</translation>
    </message>
    <message>
        <source>Just as you guessed.</source>
        <translation>예상대로입니다.</translation>
    </message>
    <message>
        <source>It came otherwise, and now you know.</source>
        <translation>결과는 달랐습니다. 이제 알게 되었네요.</translation>
    </message>
    <message>
        <source>Dashed: your guess. Line: what came.</source>
        <translation>점선은 예상, 실선은 결과입니다.</translation>
    </message>
    <message>
        <source>Your guess: {guess}. It came out as {value}.</source>
        <translation>예상: {guess}. 결과: {value}.</translation>
    </message>
</context>
<context>
    <name>Heatmap</name>
    <message>
        <source>Heatmap</source>
        <translation>히트맵</translation>
    </message>
    <message>
        <source>Orange is negative, blue is positive. Point at a cell to read it, click to edit it.</source>
        <translation>주황은 음수, 파랑은 양수입니다. 칸을 가리키면 값을 읽고, 클릭하면 고칠 수 있습니다.</translation>
    </message>
    <message>
        <source>{row} → {column}</source>
        <translation>{row} → {column}</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>{row}행 {column}열</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>min {value}</source>
        <translation>최소 {value}</translation>
    </message>
    <message>
        <source>max {value}</source>
        <translation>최대 {value}</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>분포</translation>
    </message>
    <message>
        <source>How many values lie where, from negative to positive. Point at a bar to read it.</source>
        <translation>음수에서 양수까지 값이 어디에 얼마나 모여 있는지 보여 줍니다. 막대를 가리키면 개수를 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} ~ {high}</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import weights</source>
        <translation>가중치 가져오기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Change nothing (Esc)</source>
        <translation>아무것도 바꾸지 않습니다 (Esc)</translation>
    </message>
    <message>
        <source>Take the shape and the activations of the file; undo brings yours back</source>
        <translation>파일의 모양과 활성화 함수를 씁니다. 실행 취소하면 원래대로 돌아옵니다</translation>
    </message>
    <message>
        <source>Build the matching network</source>
        <translation>맞는 신경망 만들기</translation>
    </message>
    <message>
        <source>Keep the network as it is, and take the weights of the file</source>
        <translation>신경망은 그대로 두고 파일의 가중치를 넣습니다</translation>
    </message>
    <message>
        <source>Put them in</source>
        <translation>가중치 넣기</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>on the bench</source>
        <translation>실험대</translation>
    </message>
    <message>
        <source>in the file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>✓ fits</source>
        <translation>✓ 맞음</translation>
    </message>
    <message>
        <source>✗ no room for its bias</source>
        <translation>✗ 편향 자리 없음</translation>
    </message>
    <message>
        <source>✗ does not fit</source>
        <translation>✗ 맞지 않음</translation>
    </message>
</context>
<context>
    <name>InputCurve</name>
    <message>
        <source>Curve of what the network answers</source>
        <translation>신경망 출력의 곡선</translation>
    </message>
    <message>
        <source>The output for every input, and the samples at their targets. Drag to try an input. Keys: arrows move it, Enter adds a point, Delete removes one.</source>
        <translation>모든 입력에 대한 출력과, 목표 높이에 놓인 샘플입니다. 끌어서 입력을 바꿔 보세요. 화살표 키로 옮기고, Enter로 점을 추가하고, Delete로 삭제합니다.</translation>
    </message>
</context>
<context>
    <name>KeepCard</name>
    <message>
        <source>Keep it as</source>
        <translation>이 숫자로 모으기</translation>
    </message>
    <message>
        <source>Train on my digits</source>
        <translation>내 숫자로 학습하기</translation>
    </message>
    <message>
        <source>Look through the kept digits, and remove some</source>
        <translation>모은 숫자를 살펴보고 골라서 지웁니다</translation>
    </message>
    <message>
        <source>Save all kept digits as a file to share</source>
        <translation>모은 숫자를 모두 파일로 저장해 나눕니다</translation>
    </message>
    <message>
        <source>Train a new network on the digits that you have kept</source>
        <translation>모아 둔 숫자로 새 신경망을 학습합니다</translation>
    </message>
    <message>
        <source>Keep the drawing as {digit} (key {digit}). {count} kept so far. Ctrl+Z on the pad takes it back; redo only clears the pad again.</source>
        <translation>숫자 {digit} 그림으로 모아 둡니다 ({digit} 키). 지금까지 {count}개. 판에서 Ctrl+Z를 누르면 모은 것을 취소합니다. 다시 실행은 판만 비웁니다.</translation>
    </message>
    <message>
        <source>Keep as {digit}</source>
        <translation>숫자 {digit} 모으기</translation>
    </message>
    <message>
        <source>{count} kept</source>
        <translation>{count}개 모음</translation>
    </message>
    <message>
        <source>Save my digits</source>
        <translation>내 숫자 저장</translation>
    </message>
    <message>
        <source>Pictures (*.npz)</source>
        <translation>그림 (*.npz)</translation>
    </message>
</context>
<context>
    <name>KeptDigitsDialog</name>
    <message>
        <source>My digits</source>
        <translation>내 숫자</translation>
    </message>
    <message>
        <source>Which digits are shown</source>
        <translation>보여 줄 숫자</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Kept digits</source>
        <translation>모은 숫자</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Remove the chosen digit from those that are kept (Delete)</source>
        <translation>고른 숫자를 모은 숫자에서 지웁니다 (Delete)</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>되돌려 놓기</translation>
    </message>
    <message>
        <source>Keep the digit again that was removed last, then the one removed before it</source>
        <translation>마지막에 지운 숫자부터 차례로 다시 모읍니다</translation>
    </message>
    <message>
        <source>No digits are kept.</source>
        <translation>모은 숫자가 없습니다.</translation>
    </message>
    <message>
        <source>None of this digit is kept.</source>
        <translation>이 숫자로 모은 그림이 없습니다.</translation>
    </message>
    <message>
        <source>Click a digit to choose it.</source>
        <translation>숫자를 클릭해서 고르세요.</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>스페이스바</translation>
    </message>
    <message>
        <source>train, pause</source>
        <translation>학습, 일시정지</translation>
    </message>
    <message>
        <source>one step</source>
        <translation>한 단계</translation>
    </message>
    <message>
        <source>reset: the first weights again</source>
        <translation>초기화: 처음 가중치로 되돌리기</translation>
    </message>
    <message>
        <source>toggle a segment</source>
        <translation>세그먼트 켜고 끄기</translation>
    </message>
    <message>
        <source>walk through the samples</source>
        <translation>샘플을 차례로 보기</translation>
    </message>
    <message>
        <source>slower, faster</source>
        <translation>느리게, 빠르게</translation>
    </message>
    <message>
        <source>paste a table, or the link to a lesson or a set-up</source>
        <translation>표를 붙여 넣거나, 수업 또는 설정의 링크 열기</translation>
    </message>
    <message>
        <source>show a workspace; each of them names its key</source>
        <translation>작업 공간 열기 (키는 각 작업 공간의 도움말에 있음)</translation>
    </message>
    <message>
        <source>show a digit; under “Draw”: keep the drawing as this digit</source>
        <translation>숫자 보이기. ‘그리기’에서는 그린 것을 이 숫자로 모으기</translation>
    </message>
    <message>
        <source>one step back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>under “Graph”: the next node, one node back</source>
        <translation>“그래프”에서: 다음 노드, 노드 하나 뒤로</translation>
    </message>
    <message>
        <source>open a file, a folder of pictures</source>
        <translation>파일 열기, 그림 폴더 열기</translation>
    </message>
    <message>
        <source>save, save under another name</source>
        <translation>저장, 다른 이름으로 저장</translation>
    </message>
    <message>
        <source>export, import weights</source>
        <translation>내보내기, 가중치 가져오기</translation>
    </message>
    <message>
        <source>notes on the project</source>
        <translation>프로젝트 메모</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>undo, redo</source>
        <translation>실행 취소, 다시 실행</translation>
    </message>
    <message>
        <source>the code of the network</source>
        <translation>신경망의 코드</translation>
    </message>
    <message>
        <source>the network&apos;s settings, or more room</source>
        <translation>신경망 설정 보이기, 숨기기</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>these keys</source>
        <translation>단축키 목록</translation>
    </message>
</context>
<context>
    <name>LandscapeCard</name>
    <message>
        <source>Landscape</source>
        <translation>지형</translation>
    </message>
    <message>
        <source>Loss of</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>What is descended</source>
        <translation>무엇의 손실을 내려갈지 고릅니다</translation>
    </message>
    <message>
        <source>Along x</source>
        <translation>가로축</translation>
    </message>
    <message>
        <source>Along y</source>
        <translation>세로축</translation>
    </message>
    <message>
        <source>First parameter: from</source>
        <translation>첫째 매개변수: 출발 뉴런</translation>
    </message>
    <message>
        <source>First parameter: to</source>
        <translation>첫째 매개변수: 도착 뉴런</translation>
    </message>
    <message>
        <source>Second parameter: from</source>
        <translation>둘째 매개변수: 출발 뉴런</translation>
    </message>
    <message>
        <source>Second parameter: to</source>
        <translation>둘째 매개변수: 도착 뉴런</translation>
    </message>
    <message>
        <source>Take the trained network</source>
        <translation>학습된 신경망 가져오기</translation>
    </message>
    <message>
        <source>The network has changed since this picture was made. Look at it as it is now.</source>
        <translation>이 그림을 그린 뒤 신경망이 바뀌었습니다. 지금 모습으로 다시 봅니다.</translation>
    </message>
</context>
<context>
    <name>LargeConfusion</name>
    <message>
        <source>counts</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>How many pictures of a class are read as another</source>
        <translation>한 클래스의 그림 가운데 다른 클래스로 예측된 개수</translation>
    </message>
    <message>
        <source>rates</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>What share of the pictures of a class that is, in percent</source>
        <translation>그 클래스의 그림 가운데 차지하는 비율(퍼센트)</translation>
    </message>
    <message>
        <source>What the cells say</source>
        <translation>칸에 쓰는 값</translation>
    </message>
    <message>
        <source>Back to the pictures (Esc)</source>
        <translation>그림으로 돌아가기 (Esc)</translation>
    </message>
    <message>
        <source>Back to the pictures</source>
        <translation>그림으로 돌아가기</translation>
    </message>
</context>
<context>
    <name>LayerSection</name>
    <message>
        <source>Layer {number}</source>
        <translation>{number}번 층</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>Number of units; the data has {count} outputs, so it is fixed</source>
        <translation>뉴런 수. 데이터의 출력이 {count}개라서 바꿀 수 없습니다</translation>
    </message>
    <message>
        <source>Number of units, 1 to 4,096</source>
        <translation>뉴런 수, 1~4,096</translation>
    </message>
    <message>
        <source>Slope below 0</source>
        <translation>음수 쪽 기울기</translation>
    </message>
    <message>
        <source>Depth below 0</source>
        <translation>음수 쪽 깊이</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>From</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>Spread σ</source>
        <translation>표준편차 σ</translation>
    </message>
    <message>
        <source>Layer {number}, {field}</source>
        <translation>{number}번 층, {field}</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>초기값</translation>
    </message>
    <message>
        <source>To</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>The function that bends each unit&apos;s weighted sum</source>
        <translation>활성화 함수(activation function): 뉴런의 가중합을 구부리는 함수</translation>
    </message>
    <message>
        <source>The number that this activation takes</source>
        <translation>이 활성화 함수에 쓰는 수</translation>
    </message>
    <message>
        <source>How the first weights are drawn; another choice draws this layer afresh</source>
        <translation>초기값(initial weights): 처음 가중치를 뽑는 방법. 바꾸면 이 층을 새로 뽑습니다</translation>
    </message>
    <message>
        <source>The numbers that this start takes, in units of a weight</source>
        <translation>이 초기값에 쓰는 수. 단위는 가중치와 같습니다</translation>
    </message>
    <message>
        <source>Whether each unit adds a number of its own to its weighted sum</source>
        <translation>편향(bias): 뉴런마다 가중합에 자기만의 수를 더할지 정합니다</translation>
    </message>
</context>
<context>
    <name>LeaveQuestion</name>
    <message>
        <source>Save?</source>
        <translation>저장할까요?</translation>
    </message>
    <message>
        <source>{name} has changes that are not saved.</source>
        <translation>{name}에 저장하지 않은 변경 사항이 있습니다.</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Close the window; the file stays as it was saved last</source>
        <translation>창을 닫습니다. 파일은 마지막으로 저장한 그대로 남습니다</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Keep the window open (Esc)</source>
        <translation>창을 닫지 않습니다 (Esc)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save the changes, then close the window</source>
        <translation>변경 사항을 저장하고 창을 닫습니다</translation>
    </message>
</context>
<context>
    <name>LeftoversDialog</name>
    <message>
        <source>Unsaved work</source>
        <translation>저장하지 않은 작업</translation>
    </message>
    <message>
        <source>These ended without being saved. What is brought back takes the bench; undo returns.</source>
        <translation>저장하지 않고 끝난 작업입니다. 되살리면 실험대에 놓이고, 실행 취소로 돌아갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Throw this work away</source>
        <translation>이 작업을 버립니다</translation>
    </message>
    <message>
        <source>Discard {name}</source>
        <translation>버리기: {name}</translation>
    </message>
    <message>
        <source>Put this work onto the bench</source>
        <translation>이 작업을 실험대에 놓습니다</translation>
    </message>
    <message>
        <source>Bring back {name}</source>
        <translation>되살리기: {name}</translation>
    </message>
</context>
<context>
    <name>LessonEditor</name>
    <message>
        <source>(not finished yet)</source>
        <translation>(아직 덜 채웠습니다)</translation>
    </message>
    <message>
        <source>Remove this check</source>
        <translation>이 확인 항목을 뺍니다</translation>
    </message>
    <message>
        <source>Add a check</source>
        <translation>확인 항목 추가</translation>
    </message>
    <message>
        <source>Add one more check that has to hold</source>
        <translation>함께 만족해야 할 항목을 추가합니다</translation>
    </message>
    <message>
        <source>any</source>
        <translation>상관없음</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>a number from 0 to 100</source>
        <translation>0부터 100까지의 수</translation>
    </message>
    <message>
        <source>whole numbers, such as 7-16-4</source>
        <translation>정수들, 예: 7-16-4</translation>
    </message>
    <message>
        <source>numbers with spaces between, such as 1 0</source>
        <translation>빈칸으로 나눈 숫자들, 예: 1 0</translation>
    </message>
    <message>
        <source>a number, a word, true or false</source>
        <translation>숫자, 낱말, true 또는 false</translation>
    </message>
    <message>
        <source>may be left out</source>
        <translation>비워 두어도 됩니다</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Back to the list of lessons</source>
        <translation>수업 목록으로 돌아갑니다</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>실행 취소(Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>다시 실행(Ctrl+Y)</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>해 보기</translation>
    </message>
    <message>
        <source>Play the lesson from this step, as a learner</source>
        <translation>이 단계부터 학생처럼 수업을 해 봅니다</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save into the folder of your lessons</source>
        <translation>내 수업 폴더에 저장합니다</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Go to what is missing</source>
        <translation>빠진 곳으로 갑니다</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>단계를 추가합니다</translation>
    </message>
    <message>
        <source>Duplicate this step</source>
        <translation>이 단계를 복제합니다</translation>
    </message>
    <message>
        <source>Move this step up</source>
        <translation>이 단계를 위로 옮깁니다</translation>
    </message>
    <message>
        <source>Move this step down</source>
        <translation>이 단계를 아래로 옮깁니다</translation>
    </message>
    <message>
        <source>Remove this step</source>
        <translation>이 단계를 지웁니다</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Choose a step to edit it</source>
        <translation>편집할 단계를 선택하세요</translation>
    </message>
    <message>
        <source>A new lesson</source>
        <translation>새 수업</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>저장 안 됨</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>저장됨</translation>
    </message>
    <message>
        <source>texts without Korean: {count}</source>
        <translation>한국어가 없는 글 {count}개</translation>
    </message>
    <message>
        <source>texts without English: {count}</source>
        <translation>영어가 없는 글 {count}개</translation>
    </message>
    <message>
        <source>Write what is to be read, and choose what is to be done.</source>
        <translation>읽을 글을 쓰고 해야 할 일을 고르세요.</translation>
    </message>
    <message>
        <source>About the lesson</source>
        <translation>수업 소개</translation>
    </message>
    <message>
        <source>{title} (the Korean text stands in)</source>
        <translation>{title} (한국어 글이 대신 나옵니다)</translation>
    </message>
    <message>
        <source>{title} (the English text stands in)</source>
        <translation>{title} (영어 글이 대신 나옵니다)</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>비트</translation>
    </message>
    <message>
        <source>column</source>
        <translation>열</translation>
    </message>
    <message>
        <source>how many</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>digit</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>hidden layers</source>
        <translation>은닉층 수</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>landscape</source>
        <translation>지형</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켜짐</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>최적화기</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>over what</source>
        <translation>비교 대상</translation>
    </message>
    <message>
        <source>answered rightly</source>
        <translation>정답 여부</translation>
    </message>
    <message>
        <source>step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>way</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>why</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>start</source>
        <translation>초기값</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>runs kept</source>
        <translation>보관한 실행</translation>
    </message>
    <message>
        <source>runs compared</source>
        <translation>비교한 실행</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>what holds</source>
        <translation>만족할 항목</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>part</source>
        <translation>부분</translation>
    </message>
    <message>
        <source>segments a to g</source>
        <translation>세그먼트 a~g</translation>
    </message>
    <message>
        <source>preset</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>row</source>
        <translation>행</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>share in %</source>
        <translation>비율(%)</translation>
    </message>
    <message>
        <source>The share is a number from 0 to 100 %.</source>
        <translation>비율은 0~100%의 수입니다.</translation>
    </message>
    <message>
        <source>step size</source>
        <translation>단계 크기</translation>
    </message>
    <message>
        <source>test samples</source>
        <translation>시험 샘플</translation>
    </message>
    <message>
        <source>how often</source>
        <translation>횟수</translation>
    </message>
    <message>
        <source>give or take</source>
        <translation>허용 오차</translation>
    </message>
    <message>
        <source>validation samples</source>
        <translation>검증 샘플</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>작업 공간</translation>
    </message>
    <message>
        <source>Write a text here, in English or in Korean.</source>
        <translation>여기에 한국어나 영어로 글을 쓰세요.</translation>
    </message>
    <message>
        <source>That is too long: at most {count} characters.</source>
        <translation>너무 깁니다. {count}자까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>A whole number is needed here.</source>
        <translation>정수를 입력하세요.</translation>
    </message>
    <message>
        <source>A number is needed here.</source>
        <translation>숫자를 입력하세요.</translation>
    </message>
    <message>
        <source>A word is needed here.</source>
        <translation>낱말을 입력하세요.</translation>
    </message>
    <message>
        <source>“{field}” is missing.</source>
        <translation>“{field}” 항목이 빠졌습니다.</translation>
    </message>
    <message>
        <source>“Make your guess” needs a guess in the same step.</source>
        <translation>“예상하기”를 확인하려면 같은 단계에 예상 질문이 있어야 합니다.</translation>
    </message>
    <message>
        <source>Give either a value, or at least and at most.</source>
        <translation>값을 쓰거나, 최소와 최대를 쓰세요. 둘 다 쓸 수는 없습니다.</translation>
    </message>
    <message>
        <source>Give a value, a gradient, or both.</source>
        <translation>값이나 기울기 가운데 하나 이상을 쓰세요.</translation>
    </message>
    <message>
        <source>The segments are seven of 0 and 1, from a to g.</source>
        <translation>세그먼트는 a부터 g까지 0과 1 일곱 개로 씁니다.</translation>
    </message>
    <message>
        <source>Bits are 0 and 1, such as 0010.</source>
        <translation>비트는 0010처럼 0과 1로 씁니다.</translation>
    </message>
    <message>
        <source>The digit is a number from 0 to 9.</source>
        <translation>숫자는 0부터 9까지입니다.</translation>
    </message>
    <message>
        <source>There must be two to six options.</source>
        <translation>선택지는 2개에서 6개까지 있어야 합니다.</translation>
    </message>
    <message>
        <source>Epochs are a whole number from 2.</source>
        <translation>에폭은 2 이상의 정수입니다.</translation>
    </message>
    <message>
        <source>Both losses are above 0, and the lowest is the smaller one.</source>
        <translation>두 손실은 모두 0보다 커야 하고, 가장 낮은 손실이 더 작아야 합니다.</translation>
    </message>
    <message>
        <source>What is hidden cannot be looked at.</source>
        <translation>숨긴 컨트롤은 볼 곳이 될 수 없습니다.</translation>
    </message>
    <message>
        <source>A number from 1 to 120 is needed here.</source>
        <translation>1부터 120까지의 숫자를 쓰세요.</translation>
    </message>
    <message>
        <source>This does not fit yet ({detail})</source>
        <translation>아직 맞지 않습니다({detail})</translation>
    </message>
    <message>
        <source>The lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>{number}단계</translation>
    </message>
    <message>
        <source>A setting of the training is …</source>
        <translation>학습 설정이 …</translation>
    </message>
    <message>
        <source>Something holds within some epochs</source>
        <translation>몇 에폭 안에 조건을 만족한다</translation>
    </message>
    <message>
        <source>Several things hold at one moment</source>
        <translation>여러 조건을 동시에 만족한다</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>As it is then</source>
        <translation>그때 있는 그대로</translation>
    </message>
    <message>
        <source>As the step before</source>
        <translation>앞 단계 그대로</translation>
    </message>
    <message>
        <source>beside every workspace</source>
        <translation>모든 작업 공간 공통</translation>
    </message>
    <message>
        <source>Guess before running</source>
        <translation>실행 전에 예상하기</translation>
    </message>
    <message>
        <source>kind of guess</source>
        <translation>예상 방법</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>No guess</source>
        <translation>예상 없음</translation>
    </message>
    <message>
        <source>One of some options</source>
        <translation>선택지 중 하나</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>A loss curve, drawn by hand</source>
        <translation>손으로 그린 손실 곡선</translation>
    </message>
    <message>
        <source>what happens</source>
        <translation>실제 결과</translation>
    </message>
    <message>
        <source>Option {key}</source>
        <translation>선택지 {key}</translation>
    </message>
    <message>
        <source>Remove this option</source>
        <translation>이 선택지를 뺍니다</translation>
    </message>
    <message>
        <source>it happens when</source>
        <translation>일어나는 조건</translation>
    </message>
    <message>
        <source>Add an option</source>
        <translation>선택지 추가</translation>
    </message>
    <message>
        <source>Add one more option, of six at most</source>
        <translation>선택지를 추가합니다(최대 6개)</translation>
    </message>
    <message>
        <source>Checks find it after the run</source>
        <translation>실행한 뒤 확인 항목으로 판단</translation>
    </message>
    <message>
        <source>what is guessed</source>
        <translation>예상할 것</translation>
    </message>
    <message>
        <source>the right number</source>
        <translation>정답 숫자</translation>
    </message>
    <message>
        <source>right within</source>
        <translation>정답 오차</translation>
    </message>
    <message>
        <source>How far off still is right; without it, what reads the same in three digits</source>
        <translation>이만큼 차이 나도 정답으로 봅니다. 비워 두면 세 자리까지 같을 때 정답입니다</translation>
    </message>
    <message>
        <source>A number that is given here</source>
        <translation>여기에 적은 숫자</translation>
    </message>
    <message>
        <source>How many epochs it takes</source>
        <translation>걸리는 에폭 수</translation>
    </message>
    <message>
        <source>The loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>The accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>The accuracy of unseen samples</source>
        <translation>처음 보는 샘플의 정확도</translation>
    </message>
    <message>
        <source>What an output answers</source>
        <translation>출력의 답</translation>
    </message>
    <message>
        <source>lowest loss</source>
        <translation>가장 낮은 손실</translation>
    </message>
    <message>
        <source>highest loss</source>
        <translation>가장 높은 손실</translation>
    </message>
    <message>
        <source>Say why, afterwards</source>
        <translation>결과가 나온 뒤의 설명 추가</translation>
    </message>
    <message>
        <source>Add a text that takes the place of the step&apos;s when the result is there</source>
        <translation>결과가 나오면 단계의 글을 대신할 설명을 추가합니다</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>결과가 나온 뒤</translation>
    </message>
    <message>
        <source>Remove this text</source>
        <translation>이 글을 뺍니다</translation>
    </message>
    <message>
        <source>Minutes it takes</source>
        <translation>걸리는 시간(분)</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>소개</translation>
    </message>
    <message>
        <source>What to read</source>
        <translation>읽을 글</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>글</translation>
    </message>
    <message>
        <source>Add a hint</source>
        <translation>힌트 추가</translation>
    </message>
    <message>
        <source>Add a hint, which is shown when it is asked for</source>
        <translation>필요할 때 볼 수 있는 힌트를 추가합니다</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>힌트</translation>
    </message>
    <message>
        <source>The bench in this step</source>
        <translation>이 단계의 실험대</translation>
    </message>
    <message>
        <source>look at</source>
        <translation>볼 곳</translation>
    </message>
    <message>
        <source>experiment</source>
        <translation>실험</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>updates a second, so that a training can be watched; may be left out</source>
        <translation>학습을 지켜볼 수 있게 하는 1초당 갱신 수, 비워 두어도 됩니다</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>잠글 것</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>숨길 것</translation>
    </message>
    <message>
        <source>locked until guessed</source>
        <translation>예상 전까지 잠금</translation>
    </message>
    <message>
        <source>Take this control off the list</source>
        <translation>이 컨트롤을 목록에서 뺍니다</translation>
    </message>
    <message>
        <source>Add a control</source>
        <translation>컨트롤을 추가합니다</translation>
    </message>
    <message>
        <source>Add a control …</source>
        <translation>컨트롤 추가 …</translation>
    </message>
    <message>
        <source>Point at it</source>
        <translation>직접 가리키기</translation>
    </message>
    <message>
        <source>Click the control in the window; Esc gives up</source>
        <translation>창에서 컨트롤을 누르세요. Esc로 그만둡니다</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>해야 할 일</translation>
    </message>
    <message>
        <source>Add something that ticks by itself when it is done, six at most</source>
        <translation>해내면 저절로 체크되는 항목을 추가합니다(최대 6개)</translation>
    </message>
    <message>
        <source>Check {number}</source>
        <translation>확인 {number}</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>나만의 표현</translation>
    </message>
    <message>
        <source>Write what learners read in place of nnlab&apos;s words</source>
        <translation>nnlab의 문장 대신 학생이 읽을 말을 씁니다</translation>
    </message>
    <message>
        <source>Remove this</source>
        <translation>이것을 뺍니다</translation>
    </message>
    <message>
        <source>Saved among your lessons as {name}.</source>
        <translation>내 수업에 저장했습니다: {name}</translation>
    </message>
    <message>
        <source>{name} was changed by another program since it was opened here. It was not saved. Save it as a copy, or over what is there now.</source>
        <translation>{name} 파일을 연 뒤에 다른 프로그램이 그 파일을 바꾸었습니다. 저장하지 않았습니다. 사본으로 저장하거나 지금 있는 파일에 덮어쓰세요.</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>사본으로 저장</translation>
    </message>
    <message>
        <source>Save over it</source>
        <translation>덮어쓰기</translation>
    </message>
    <message>
        <source>Click the control that is meant. The rail still changes the workspace; Esc gives up.</source>
        <translation>가리킬 컨트롤을 누르세요. 왼쪽 메뉴로 작업 공간을 바꿀 수 있고, Esc로 그만둡니다.</translation>
    </message>
    <message>
        <source>{name} is among your lessons now.</source>
        <translation>내 수업에 추가했습니다: {name}</translation>
    </message>
    <message>
        <source>A lesson that was being written was not saved, and is still here.</source>
        <translation>쓰던 수업이 저장되지 않은 채 남아 있습니다.</translation>
    </message>
    <message>
        <source>The lesson “{title}” was not saved, and is still here as it was.</source>
        <translation>저장하지 않은 수업이 그대로 남아 있습니다: “{title}”</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>이어서 쓰기</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Another window has brought it back already, or thrown it away.</source>
        <translation>다른 창에서 이미 되살렸거나 버렸습니다.</translation>
    </message>
    <message>
        <source>The lesson that you write cannot be kept for an emergency just now. Save it among your lessons.</source>
        <translation>쓰고 있는 수업을 비상용으로 보관할 수 없습니다. 나의 수업에 저장하세요.</translation>
    </message>
</context>
<context>
    <name>LessonRoom</name>
    <message>
        <source>Lessons</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Each takes some minutes: read, guess, try, and see the ticks come by themselves. You can leave at any time and go on later.</source>
        <translation>하나에 몇 분이면 됩니다. 읽고, 예상하고, 해 보면 체크 표시가 저절로 생깁니다. 언제든지 나갔다가 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Open link…</source>
        <translation>링크 열기…</translation>
    </message>
    <message>
        <source>Open a lesson or a set-up by its link (Ctrl+V)</source>
        <translation>링크로 수업이나 설정을 엽니다 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Show the folder in which lessons of your own lie</source>
        <translation>직접 만든 수업이 들어 있는 폴더를 보여 줍니다</translation>
    </message>
    <message>
        <source>New lesson</source>
        <translation>새 수업</translation>
    </message>
    <message>
        <source>Write a lesson of your own</source>
        <translation>나만의 수업을 만듭니다</translation>
    </message>
    <message>
        <source>Class board</source>
        <translation>학급 현황판</translation>
    </message>
    <message>
        <source>See who has come how far, from what was handed in</source>
        <translation>제출한 파일로 누가 어디까지 했는지 봅니다</translation>
    </message>
    <message>
        <source>Lessons of nnlab</source>
        <translation>nnlab의 수업</translation>
    </message>
    <message>
        <source>Lessons that you or your teacher write lie in a folder of their own. Write one with “New lesson”, or drop its file on this window.</source>
        <translation>직접 만들거나 선생님이 만든 수업은 따로 정해진 폴더에 있습니다. “새 수업”으로 만들거나 수업 파일을 이 창에 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>My lessons</source>
        <translation>나의 수업</translation>
    </message>
</context>
<context>
    <name>LessonRow</name>
    <message>
        <source>Copy a link to this lesson, which opens it on another computer</source>
        <translation>다른 컴퓨터에서 이 수업을 여는 링크를 복사합니다</translation>
    </message>
    <message>
        <source>Edit this lesson</source>
        <translation>이 수업을 편집합니다</translation>
    </message>
    <message>
        <source>Edit a copy of this lesson</source>
        <translation>이 수업의 사본을 편집합니다</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count}분</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>이어서</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>다시</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>step {number} of {total}</source>
        <translation>{total}단계 중 {number}</translation>
    </message>
</context>
<context>
    <name>LineFit</name>
    <message>
        <source>A straight line through zero</source>
        <translation>원점을 지나는 직선</translation>
    </message>
    <message>
        <source>The line y = A x, as it is and, faint, as it was; the bar is the error of the last step.</source>
        <translation>직선 y = A x의 지금 모습과 흐린 이전 모습. 막대는 마지막 단계의 오차입니다.</translation>
    </message>
</context>
<context>
    <name>LineLegend</name>
    <message>
        <source>Legend</source>
        <translation>범례</translation>
    </message>
    <message>
        <source>What the colours and marks stand for</source>
        <translation>색과 표시가 뜻하는 것</translation>
    </message>
</context>
<context>
    <name>LinePage</name>
    <message>
        <source>ladybird</source>
        <translation>무당벌레</translation>
    </message>
    <message>
        <source>caterpillar</source>
        <translation>애벌레</translation>
    </message>
    <message>
        <source>width x</source>
        <translation>너비 x</translation>
    </message>
    <message>
        <source>length y</source>
        <translation>길이 y</translation>
    </message>
</context>
<context>
    <name>LineSettingsCard</name>
    <message>
        <source>Descent</source>
        <translation>경사 하강</translation>
    </message>
    <message>
        <source>Slope A at the start</source>
        <translation>처음 기울기 A</translation>
    </message>
    <message>
        <source>Moderation</source>
        <translation>조정 (moderation)</translation>
    </message>
    <message>
        <source>Share L</source>
        <translation>조절 계수 L</translation>
    </message>
    <message>
        <source>The A of y = A x before the first step</source>
        <translation>첫 단계 전 y = A x의 A</translation>
    </message>
    <message>
        <source>Take only a share of each correction, so that the last sample does not win</source>
        <translation>수정량의 일부만 반영해 마지막 샘플이 이기지 않게 합니다</translation>
    </message>
    <message>
        <source>The share of each correction that is taken, between 0 and 1</source>
        <translation>수정량 중 반영할 비율, 0과 1 사이</translation>
    </message>
</context>
<context>
    <name>LineStepCard</name>
    <message>
        <source>Step, and see how the error of one sample turns the line.</source>
        <translation>한 단계씩 가며 샘플 하나의 오차가 직선을 어떻게 돌리는지 보세요.</translation>
    </message>
    <message>
        <source>The line goes through this sample now: without moderation the last one wins.</source>
        <translation>이제 직선이 이 샘플을 지납니다. 조절이 없으면 마지막 샘플이 이깁니다.</translation>
    </message>
    <message>
        <source>Only a share of the correction is taken, so that every sample has its say.</source>
        <translation>수정량의 일부만 반영하므로 모든 샘플이 영향을 줍니다.</translation>
    </message>
    <message>
        <source>The step</source>
        <translation>이번 단계</translation>
    </message>
</context>
<context>
    <name>LinesCard</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the lines of the step</source>
        <translation>이 단계의 코드 복사</translation>
    </message>
    <message>
        <source>Copy the lines that compute this step</source>
        <translation>이 단계를 계산하는 코드를 복사합니다</translation>
    </message>
    <message>
        <source>The step in NumPy</source>
        <translation>NumPy로 쓴 한 단계</translation>
    </message>
    <message>
        <source>The lines of the step are in the clipboard.</source>
        <translation>이 단계의 코드를 클립보드에 복사했습니다.</translation>
    </message>
</context>
<context>
    <name>Locks</name>
    <message>
        <source>Locked in this lesson</source>
        <translation>이 수업에서는 잠겨 있습니다</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>Inspect</source>
        <translation>살펴보기</translation>
    </message>
    <message>
        <source>Layer to inspect</source>
        <translation>살펴볼 층</translation>
    </message>
    <message>
        <source>Which layer&apos;s numbers are shown</source>
        <translation>어느 층의 값을 볼지 고릅니다</translation>
    </message>
    <message>
        <source>The weights and biases of the layer</source>
        <translation>층의 가중치(weight)와 편향(bias)</translation>
    </message>
    <message>
        <source>The gradient of the loss by the weights and biases</source>
        <translation>가중치와 편향에 대한 손실의 기울기(gradient)</translation>
    </message>
    <message>
        <source>update</source>
        <translation>갱신</translation>
    </message>
    <message>
        <source>What the last update added to the weights and biases</source>
        <translation>마지막 갱신(update)에서 가중치와 편향에 더한 값</translation>
    </message>
    <message>
        <source>Numbers to show</source>
        <translation>보여 줄 값</translation>
    </message>
    <message>
        <source>The weights, their gradient, or what the last update added to them</source>
        <translation>가중치(weight) W, 손실의 기울기(gradient) dW, 마지막 갱신(update)에서 더한 값</translation>
    </message>
    <message>
        <source>Pictures of the units</source>
        <translation>뉴런의 그림</translation>
    </message>
    <message>
        <source>Show the weights of each unit as a picture of the inputs, or all of them as a matrix</source>
        <translation>각 뉴런의 가중치를 입력 모양의 그림으로, 또는 전체를 행렬로 보여 줍니다</translation>
    </message>
    <message>
        <source>Matrix of the layer</source>
        <translation>층의 행렬</translation>
    </message>
    <message>
        <source>Activations of the layer</source>
        <translation>층의 활성값</translation>
    </message>
    <message>
        <source>What each unit gives for the input on the bench</source>
        <translation>실험대에 놓인 입력에 뉴런마다 내놓는 값(activation)</translation>
    </message>
    <message>
        <source>Check gradients…</source>
        <translation>기울기 검사…</translation>
    </message>
    <message>
        <source>Check gradients</source>
        <translation>기울기 검사</translation>
    </message>
    <message>
        <source>Compare the back-propagated gradients with numeric ones, for any step size</source>
        <translation>역전파로 구한 기울기를 수치로 구한 기울기와 걸음 크기별로 비교합니다</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>{number}번 층</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>갱신</translation>
    </message>
    <message>
        <source>distribution</source>
        <translation>분포</translation>
    </message>
    <message>
        <source>Output activations</source>
        <translation>출력층 활성값</translation>
    </message>
    <message>
        <source>Hidden activations</source>
        <translation>은닉층 활성값</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
</context>
<context>
    <name>LossCurve1D</name>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Loss over one parameter</source>
        <translation>매개변수 하나에 따른 손실</translation>
    </message>
    <message>
        <source>The ball rolls down by the slope. Drag to choose where it begins; arrow keys do too.</source>
        <translation>공이 기울기를 따라 굴러 내려갑니다. 끌어서 시작할 곳을 고르세요. 화살표 키로도 됩니다.</translation>
    </message>
    <message>
        <source>slope {value}</source>
        <translation>기울기 {value}</translation>
    </message>
</context>
<context>
    <name>MadeSection</name>
    <message>
        <source>Samples made</source>
        <translation>만든 샘플</translation>
    </message>
    <message>
        <source>How many samples are made, those kept for validation and test among them</source>
        <translation>만드는 샘플의 수입니다. 검증과 시험에 쓰는 것도 포함합니다</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>노이즈</translation>
    </message>
    <message>
        <source>Noise of the data</source>
        <translation>데이터의 노이즈</translation>
    </message>
    <message>
        <source>How far samples are scattered: a standard deviation; inputs go from −1 to 1 without it</source>
        <translation>샘플이 흩어진 정도(표준편차)입니다. 노이즈가 없으면 입력은 −1에서 1 사이입니다</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Classes of the data</source>
        <translation>데이터의 클래스</translation>
    </message>
    <message>
        <source>How many clouds of points there are, a class each</source>
        <translation>점 무리의 수입니다. 무리마다 클래스가 하나입니다</translation>
    </message>
    <message>
        <source>Data seed</source>
        <translation>데이터 시드</translation>
    </message>
    <message>
        <source>Seed of the data</source>
        <translation>데이터의 시드</translation>
    </message>
    <message>
        <source>The same seed makes the same samples; weights have a seed of their own</source>
        <translation>같은 시드는 같은 샘플을 만듭니다. 가중치의 시드는 따로 있습니다</translation>
    </message>
    <message>
        <source>Another seed: make other samples of the same kind</source>
        <translation>다른 시드: 같은 종류의 다른 샘플을 만듭니다</translation>
    </message>
    <message>
        <source>New seed of the data</source>
        <translation>데이터의 새 시드</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Show the network&apos;s settings, or put them away (F9)</source>
        <translation>신경망 설정을 보이거나 숨깁니다 (F9)</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>신경망 설정</translation>
    </message>
    <message>
        <source>Show the code of the network beside it, or put it away (F8)</source>
        <translation>신경망의 코드를 옆에 보이거나 숨깁니다 (F8)</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Theme, language and keys</source>
        <translation>테마, 언어, 단축키</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Open, save, notes: {name} has changes that are not saved</source>
        <translation>열기, 저장, 메모 (저장하지 않은 변경: {name})</translation>
    </message>
    <message>
        <source>Open, save, notes</source>
        <translation>열기, 저장, 메모</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>왜 그럴까요?</translation>
    </message>
</context>
<context>
    <name>ManyInput</name>
    <message>
        <source>{count} inputs</source>
        <translation>입력 {count}개</translation>
    </message>
    <message>
        <source>The inputs as a picture</source>
        <translation>그림으로 본 입력</translation>
    </message>
    <message>
        <source>The values of the inputs, row by row, in the unit of the data set</source>
        <translation>입력값을 한 줄씩 늘어놓은 그림입니다. 단위는 데이터의 단위입니다</translation>
    </message>
</context>
<context>
    <name>MapsSwitch</name>
    <message>
        <source>Maps</source>
        <translation>지도</translation>
    </message>
    <message>
        <source>Maps in the neurons</source>
        <translation>뉴런 안의 지도</translation>
    </message>
    <message>
        <source>Show in every neuron what it answers over all inputs, in place of its number</source>
        <translation>뉴런마다 값 대신, 모든 입력에 대한 그 뉴런의 출력을 지도로 보여 줍니다</translation>
    </message>
</context>
<context>
    <name>MistakesCard</name>
    <message>
        <source>Mistakes</source>
        <translation>틀린 답</translation>
    </message>
    <message>
        <source>No picture is read wrongly.</source>
        <translation>틀리게 읽은 그림이 없습니다.</translation>
    </message>
    <message>
        <source>{wrong} of {count}</source>
        <translation>{count}개 중 {wrong}개</translation>
    </message>
</context>
<context>
    <name>NearestCard</name>
    <message>
        <source>Nearest training pictures</source>
        <translation>가장 닮은 학습 그림</translation>
    </message>
</context>
<context>
    <name>NetworkDiagram</name>
    <message>
        <source>Network diagram</source>
        <translation>신경망 그림</translation>
    </message>
    <message>
        <source>The network. Point at a neuron or a link to read it, click to edit it.</source>
        <translation>신경망입니다. 뉴런이나 연결선을 가리키면 값을 읽고, 클릭하면 고칠 수 있습니다.</translation>
    </message>
    <message>
        <source>Layers from input to output: {shape}</source>
        <translation>입력부터 출력까지의 층: {shape}</translation>
    </message>
    <message>
        <source>{count} inputs</source>
        <translation>입력 {count}개</translation>
    </message>
    <message>
        <source>{count} outputs, {activation}</source>
        <translation>출력 {count}개, {activation}</translation>
    </message>
    <message>
        <source>{count} hidden, {activation}</source>
        <translation>은닉 {count}개, {activation}</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>no bias</source>
        <translation>편향 없음</translation>
    </message>
    <message>
        <source>never fires</source>
        <translation>죽은 뉴런</translation>
    </message>
    <message>
        <source>Insert a hidden layer here</source>
        <translation>여기에 은닉층 추가</translation>
    </message>
    <message>
        <source>Remove this layer (Delete)</source>
        <translation>이 층 삭제 (Delete)</translation>
    </message>
    <message>
        <source>More units in this layer (+)</source>
        <translation>이 층의 뉴런 늘리기 (+)</translation>
    </message>
    <message>
        <source>Remove this layer (−)</source>
        <translation>이 층 삭제 (−)</translation>
    </message>
    <message>
        <source>Fewer units in this layer (−)</source>
        <translation>이 층의 뉴런 줄이기 (−)</translation>
    </message>
    <message>
        <source>This unit never fires: its value is 0 for every sample, so it does not learn.</source>
        <translation>죽은 뉴런: 모든 샘플에서 값이 0이라 학습하지 못합니다.</translation>
    </message>
</context>
<context>
    <name>NeuronChoice</name>
    <message>
        <source>One neuron of the network</source>
        <translation>신경망의 뉴런 하나</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>The layer of the neuron; 1 is the first after the inputs</source>
        <translation>뉴런이 있는 층. 1은 입력 바로 다음 층입니다</translation>
    </message>
    <message>
        <source>The place of the neuron in its layer, from 1</source>
        <translation>층 안에서 뉴런의 위치, 1부터</translation>
    </message>
    <message>
        <source>Draw it</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Draw this neuron with the numbers of the input that lies on the bench</source>
        <translation>실험대에 놓인 입력의 수로 이 뉴런을 그립니다</translation>
    </message>
</context>
<context>
    <name>NotesDialog</name>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Your own words about this project: they are saved with it</source>
        <translation>이 프로젝트에 대한 나의 메모로, 프로젝트와 함께 저장됩니다</translation>
    </message>
    <message>
        <source>What you tried, what you saw, what you wonder about.</source>
        <translation>해 본 것, 본 것, 궁금한 것을 적어 보세요.</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close the notice</source>
        <translation>알림 닫기</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>{value} is too small here: the least is {limit}.</source>
        <translation>{value}: 너무 작습니다. {limit} 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>{value} is too large here: the most is {limit}.</source>
        <translation>{value}: 너무 큽니다. {limit} 이하여야 합니다.</translation>
    </message>
    <message>
        <source>Only a whole number can stand here.</source>
        <translation>여기에는 정수만 쓸 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>NumberInput</name>
    <message>
        <source>The value of this input, in the unit of the data set</source>
        <translation>이 입력의 값. 단위는 데이터와 같습니다</translation>
    </message>
</context>
<context>
    <name>OneDigitCard</name>
    <message>
        <source>{name} or not?</source>
        <translation>{name}인가, 아닌가?</translation>
    </message>
    <message>
        <source>W·x of all pictures</source>
        <translation>모든 그림의 W·x</translation>
    </message>
    <message>
        <source>W·x of every training picture. Drag the line: it moves the bias, and with it every answer.</source>
        <translation>모든 학습 그림의 W·x입니다. 선을 끌면 편향(bias)이 바뀌고 모든 답이 함께 바뀝니다.</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>Added to W·x: moves the line above</source>
        <translation>W·x에 더하는 값입니다. 위의 선이 움직입니다</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>임계값</translation>
    </message>
    <message>
        <source>The output, between 0 and 1, from which the answer is yes: moves the line above</source>
        <translation>출력이 이 값(0과 1 사이) 이상이면 ‘예’입니다. 위의 선이 움직입니다</translation>
    </message>
    <message>
        <source>W·x ▲</source>
        <translation>W·x ▲</translation>
    </message>
    <message>
        <source>W·x of the picture on the bench, marked on the axis above</source>
        <translation>실험대에 놓인 그림의 W·x입니다. 위의 축에 표시됩니다</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Right answers to the training pictures</source>
        <translation>학습 그림에서 맞힌 비율</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>Right answers to the test pictures</source>
        <translation>시험 그림에서 맞힌 비율</translation>
    </message>
    <message>
        <source>only {name}</source>
        <translation>{name} 그림만</translation>
    </message>
    <message>
        <source>Right answers to the pictures of {name} in the test set</source>
        <translation>시험 데이터의 {name} 그림에서 맞힌 비율</translation>
    </message>
    <message>
        <source>W·x of {count} pictures</source>
        <translation>그림 {count}장의 W·x</translation>
    </message>
    <message>
        <source>bias {value}</source>
        <translation>편향 {value}</translation>
    </message>
    <message>
        <source>no bias</source>
        <translation>편향 없음</translation>
    </message>
    <message>
        <source>others</source>
        <translation>나머지</translation>
    </message>
</context>
<context>
    <name>OverlaidHistograms</name>
    <message>
        <source>Distributions</source>
        <translation>분포</translation>
    </message>
    <message>
        <source>How many numbers lie where. Point at a place to count them.</source>
        <translation>어디에 값이 몇 개 있는지. 가리키면 개수를 읽습니다.</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} ~ {high}</translation>
    </message>
</context>
<context>
    <name>PadGroup</name>
    <message>
        <source>kept as {digit}</source>
        <translation>숫자 {digit}: 모았습니다</translation>
    </message>
    <message>
        <source>no longer kept as {digit}</source>
        <translation>숫자 {digit}: 모으기를 취소했습니다</translation>
    </message>
</context>
<context>
    <name>PadTools</name>
    <message>
        <source>Undo stroke</source>
        <translation>획 취소</translation>
    </message>
    <message>
        <source>Take the last stroke back, or the digit just kept (Ctrl+Z on the pad)</source>
        <translation>마지막 획이나 방금 모은 숫자를 취소합니다 (판에서 Ctrl+Z)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Clear the pad (Delete)</source>
        <translation>판을 모두 지웁니다 (Delete)</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>붓</translation>
    </message>
    <message>
        <source>Draw with a thin, a medium or a thick brush</source>
        <translation>가는 붓, 중간 붓, 굵은 붓으로 그립니다</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>지우개</translation>
    </message>
    <message>
        <source>Rub ink out instead of drawing</source>
        <translation>그리는 대신 지웁니다</translation>
    </message>
</context>
<context>
    <name>PatternCard</name>
    <message>
        <source>128 patterns</source>
        <translation>128가지 패턴</translation>
    </message>
    <message>
        <source>certainty</source>
        <translation>확신도</translation>
    </message>
</context>
<context>
    <name>PatternMap</name>
    <message>
        <source>answers to all {count} patterns</source>
        <translation>{count}가지 패턴에 대한 답</translation>
    </message>
    <message>
        <source>Each cell is one input pattern: the darker, the more certain the answer</source>
        <translation>한 칸이 입력 패턴 하나입니다. 진할수록 확신하는 답입니다</translation>
    </message>
    <message>
        <source>outlined: the patterns it is taught</source>
        <translation>테두리: 가르치는 패턴</translation>
    </message>
    <message>
        <source>{pattern} → {answer} · certainty {certainty}</source>
        <translation>{pattern} → {answer} · 확신도 {certainty}</translation>
    </message>
    <message>
        <source>{pattern} → {answer} · certainty {certainty} · taught {label}</source>
        <translation>{pattern} → {answer} · 확신도 {certainty} · 정답 {label}</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>모두 꺼짐</translation>
    </message>
</context>
<context>
    <name>PhaseBadge</name>
    <message>
        <source>forward →</source>
        <translation>순전파 →</translation>
    </message>
    <message>
        <source>← backward</source>
        <translation>← 역전파</translation>
    </message>
    <message>
        <source>update</source>
        <translation>갱신</translation>
    </message>
</context>
<context>
    <name>PhaseStrip</name>
    <message>
        <source>Go to the first operation of this phase</source>
        <translation>이 단계의 첫 연산(operation)으로 이동</translation>
    </message>
</context>
<context>
    <name>PictureMenu</name>
    <message>
        <source>The picture was copied. Paste it where you write.</source>
        <translation>그림을 복사했습니다. 글을 쓰는 곳에 붙여 넣으세요.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>그림 복사</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>그림 저장…</translation>
    </message>
    <message>
        <source>Picture of pixels (*.png)</source>
        <translation>픽셀 그림 (*.png)</translation>
    </message>
    <message>
        <source>Drawing of shapes (*.svg)</source>
        <translation>도형 그림 (*.svg)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>The picture was saved as {name}.</source>
        <translation>그림을 저장했습니다: {name}</translation>
    </message>
    <message>
        <source>Pictures are saved as .png or .svg. Nothing was written. Choose a name that ends so.</source>
        <translation>그림은 .png나 .svg로 저장합니다. 아무것도 쓰지 않았습니다. 이렇게 끝나는 이름을 고르세요.</translation>
    </message>
</context>
<context>
    <name>PictureRow</name>
    <message>
        <source>Pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Click a picture to put it on the input side.</source>
        <translation>그림을 누르면 입력 쪽에 놓입니다.</translation>
    </message>
</context>
<context>
    <name>PlaceFields</name>
    <message>
        <source>Where the link comes from, or the bias</source>
        <translation>연결이 시작되는 뉴런 또는 편향</translation>
    </message>
    <message>
        <source>The unit that it goes to</source>
        <translation>연결이 닿는 뉴런</translation>
    </message>
    <message>
        <source>none: a curve</source>
        <translation>없음: 곡선</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>{number}번 층</translation>
    </message>
</context>
<context>
    <name>PlaneMap</name>
    <message>
        <source>Map of what the network answers</source>
        <translation>신경망 출력의 지도</translation>
    </message>
    <message>
        <source>What the network answers everywhere, and the samples. Drag to try an input. Keys: arrows move it, Enter adds a point, Delete removes one.</source>
        <translation>모든 입력에 대한 신경망의 출력과 샘플입니다. 끌어서 입력을 바꿔 보세요. 화살표 키로 옮기고, Enter로 점을 추가하고, Delete로 삭제합니다.</translation>
    </message>
</context>
<context>
    <name>PlanePanel</name>
    <message>
        <source>Try</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>A click or a drag puts the input on the bench there</source>
        <translation>클릭하거나 끌면 실험대의 입력이 그 자리로 옮겨집니다</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>A click adds a sample there</source>
        <translation>클릭한 자리에 샘플을 추가합니다</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>A click on a sample removes it; the right button always does</source>
        <translation>샘플을 클릭하면 삭제합니다. 오른쪽 버튼은 언제나 삭제합니다</translation>
    </message>
    <message>
        <source>Class of a new point</source>
        <translation>새 점의 클래스</translation>
    </message>
    <message>
        <source>The class of the points that you add</source>
        <translation>추가하는 점의 클래스입니다</translation>
    </message>
    <message>
        <source>Target of a new point</source>
        <translation>새 점의 목표</translation>
    </message>
    <message>
        <source>The target of the points that you add</source>
        <translation>추가하는 점의 목표값입니다</translation>
    </message>
    <message>
        <source>Output on the map</source>
        <translation>지도에 보이는 출력</translation>
    </message>
    <message>
        <source>The output that the map shows</source>
        <translation>지도가 보여 주는 출력입니다</translation>
    </message>
    <message>
        <source>What the network answers to the input on the bench</source>
        <translation>실험대의 입력에 대한 신경망의 출력입니다</translation>
    </message>
</context>
<context>
    <name>PlanePicture</name>
    <message>
        <source>unseen</source>
        <translation>처음 보는</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>틀림</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
</context>
<context>
    <name>PointCard</name>
    <message>
        <source>The point</source>
        <translation>점</translation>
    </message>
    <message>
        <source>Where the point is</source>
        <translation>점이 있는 곳</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>The slope there, over the samples of the next step</source>
        <translation>그곳의 기울기(gradient). 다음 단계의 샘플로 구합니다</translation>
    </message>
    <message>
        <source>next step</source>
        <translation>다음 변화</translation>
    </message>
    <message>
        <source>What the optimizer adds to θ</source>
        <translation>최적화기가 θ에 더하는 값</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>The loss there, over all samples</source>
        <translation>그곳의 손실. 모든 샘플로 구합니다</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>{number}단계</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>Output of every class, in percent</source>
        <translation>클래스별 출력, 퍼센트(%)</translation>
    </message>
    <message>
        <source>Output of every class, 0 to 1</source>
        <translation>클래스별 출력(0~1)</translation>
    </message>
    <message>
        <source>class probabilities</source>
        <translation>클래스별 확률</translation>
    </message>
    <message>
        <source>class probabilities, largest: {label}</source>
        <translation>클래스별 확률, 가장 큰 것: {label}</translation>
    </message>
    <message>
        <source>… {count} more</source>
        <translation>… {count}개 더</translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Click a heading to sort; click a row to choose it.</source>
        <translation>제목을 누르면 정렬하고, 행을 누르면 고릅니다.</translation>
    </message>
</context>
<context>
    <name>RowWalker</name>
    <message>
        <source>Previous sample (←)</source>
        <translation>이전 샘플 (←)</translation>
    </message>
    <message>
        <source>Next sample (→)</source>
        <translation>다음 샘플 (→)</translation>
    </message>
    <message>
        <source>The sample of the data set that lies on the bench</source>
        <translation>지금 실험대에 올라와 있는 샘플</translation>
    </message>
</context>
<context>
    <name>RunCard</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Stop; what is made stays</source>
        <translation>중지합니다. 끝난 것은 남습니다</translation>
    </message>
    <message>
        <source>Make all runs, beside the training on the bench</source>
        <translation>실험대의 학습과 따로 모두 실행합니다</translation>
    </message>
</context>
<context>
    <name>RunCurves</name>
    <message>
        <source>Told apart</source>
        <translation>구분 기준</translation>
    </message>
    <message>
        <source>By which setting colours and marks tell the runs apart</source>
        <translation>어떤 설정에 따라 색과 표시로 실행을 구분할지</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>Which curve is shown, and on which scale</source>
        <translation>어떤 곡선을 어떤 눈금으로 보일지</translation>
    </message>
    <message>
        <source>loss, log</source>
        <translation>손실, 로그</translation>
    </message>
    <message>
        <source>the loss, in powers of ten</source>
        <translation>손실, 10의 거듭제곱 눈금</translation>
    </message>
    <message>
        <source>loss, linear</source>
        <translation>손실, 선형</translation>
    </message>
    <message>
        <source>the loss, in even steps</source>
        <translation>손실, 고른 눈금</translation>
    </message>
    <message>
        <source>unseen loss</source>
        <translation>처음 보는 샘플의 손실</translation>
    </message>
    <message>
        <source>the loss on samples never learned from</source>
        <translation>학습에 쓰지 않은 샘플의 손실</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>training samples answered rightly</source>
        <translation>맞게 답한 학습 샘플</translation>
    </message>
    <message>
        <source>unseen</source>
        <translation>처음 보는 샘플</translation>
    </message>
    <message>
        <source>samples never learned from, answered rightly</source>
        <translation>학습에 쓰지 않은 샘플 가운데 맞게 답한 것</translation>
    </message>
    <message>
        <source>Curves of the ticked runs</source>
        <translation>표시한 실행의 곡선</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Tick runs in the table, and their curves are drawn here, over each other.</source>
        <translation>표에서 실행에 표시하면 곡선이 여기에 겹쳐 그려집니다.</translation>
    </message>
    <message>
        <source>None of the ticked runs has such a curve.</source>
        <translation>표시한 실행에는 이 곡선이 없습니다.</translation>
    </message>
</context>
<context>
    <name>RunTimeline</name>
    <message>
        <source>Timeline of the run</source>
        <translation>실행의 시간줄</translation>
    </message>
    <message>
        <source>Drag to look at the network as it was; let go, and it is as it was then, with the settings and samples of then. Train goes on from there, as a branch: a setting that was changed later is not changed again. Moments are kept while this window is open, and are not saved.</source>
        <translation>끌면 그때의 신경망을 볼 수 있습니다. 놓으면 그때의 설정과 샘플까지 그대로 되돌아갑니다. 거기서 학습하면 새 갈래로 이어지며, 나중에 바꾼 설정은 다시 바뀌지 않습니다. 순간들은 이 창이 열려 있는 동안만 보관되고 저장되지 않습니다.</translation>
    </message>
</context>
<context>
    <name>RunningCounts</name>
    <message>
        <source>Training pictures that are read rightly and wrongly; of thousands those of the pass under way, each judged just before it is learned from</source>
        <translation>맞게 읽은 학습 그림과 틀리게 읽은 학습 그림의 수. 그림이 수천 장이면 지금 에폭에서 센 것으로, 각 그림은 학습되기 바로 전에 채점됩니다</translation>
    </message>
    <message>
        <source>hits</source>
        <translation>맞음</translation>
    </message>
    <message>
        <source>misses</source>
        <translation>틀림</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>running</source>
        <translation>누적</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Runs</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Click a heading to sort; tick runs to draw them; choose two to compare them.</source>
        <translation>제목을 클릭하면 정렬되고, 표시한 실행은 곡선으로 그려집니다. 둘을 고르면 서로 비교합니다.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>달라진 점</translation>
    </message>
    <message>
        <source>What was set otherwise between two runs; select the words to copy them</source>
        <translation>두 실행 사이에 달라진 설정입니다. 글을 드래그해 복사할 수 있습니다.</translation>
    </message>
    <message>
        <source>Put on the bench</source>
        <translation>실험대에 올리기</translation>
    </message>
    <message>
        <source>Go to the bench, with the network as this run left it; if that is not kept any more, with its settings and a fresh start</source>
        <translation>이 실행이 끝났을 때의 신경망을 올리고 실험대로 갑니다. 그것이 더는 보관되어 있지 않으면 설정만 올리고 처음부터 시작합니다</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>메모…</translation>
    </message>
    <message>
        <source>Write a few words about this run (F2)</source>
        <translation>이 실행에 대해 짧게 적습니다 (F2)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Forget the chosen runs (Delete); undo brings them back</source>
        <translation>고른 실행을 지웁니다 (Delete). 실행 취소하면 돌아옵니다</translation>
    </message>
    <message>
        <source>{count} kept; of {films} also the moments, while this window is open</source>
        <translation>{count}개 보관, 그중 {films}개는 이 창이 열려 있는 동안 순간까지 보관</translation>
    </message>
    <message>
        <source>{count} older ones without a note were let go</source>
        <translation>메모가 없는 오래된 실행 {count}개는 지워짐</translation>
    </message>
    <message>
        <source>Every training on the bench is kept here: its settings, its curve and what came of it. Train, above, makes the first.</source>
        <translation>실험대에서 한 모든 학습이 여기에 남습니다. 설정과 곡선, 결과를 함께 볼 수 있습니다. 위의 학습을 누르면 첫 실행이 생깁니다.</translation>
    </message>
    <message>
        <source>Choose two runs, the second with Ctrl, to see what changed between them.</source>
        <translation>실행 두 개를 고르면(두 번째는 Ctrl을 누른 채) 무엇이 달라졌는지 보입니다.</translation>
    </message>
</context>
<context>
    <name>SampleDetail</name>
    <message>
        <source>drawn: no label</source>
        <translation>직접 그림: 레이블 없음</translation>
    </message>
    <message>
        <source>label &lt;b&gt;{number}&lt;/b&gt;</source>
        <translation>레이블 (label) &lt;b&gt;{number}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>label {number}: &lt;b&gt;{name}&lt;/b&gt;</source>
        <translation>레이블 {number}: &lt;b&gt;{name}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>one-hot {vector}</source>
        <translation>원-핫 (one-hot) {vector}</translation>
    </message>
    <message>
        <source>read as &lt;b&gt;{name}&lt;/b&gt;, output {value}</source>
        <translation>예측 &lt;b&gt;{name}&lt;/b&gt;, 출력 {value}</translation>
    </message>
</context>
<context>
    <name>SampleGrid</name>
    <message>
        <source>Pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Point at a picture to read it, click to choose it.</source>
        <translation>그림을 가리키면 정보가 보이고, 클릭하면 선택됩니다.</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>true</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>read as</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>확신도 (confidence)</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>The samples that the network learns from</source>
        <translation>신경망이 배우는 샘플입니다</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>Samples that the network has never learned from</source>
        <translation>신경망이 한 번도 배우지 않은 샘플입니다</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>데이터의 부분</translation>
    </message>
    <message>
        <source>label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Only pictures of this class</source>
        <translation>이 클래스의 그림만 봅니다</translation>
    </message>
    <message>
        <source>read as</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Only pictures that the network takes for this class</source>
        <translation>신경망이 이 클래스로 읽은 그림만 봅니다</translation>
    </message>
    <message>
        <source>only wrong</source>
        <translation>틀린 것만</translation>
    </message>
    <message>
        <source>Only pictures that are read wrongly</source>
        <translation>틀리게 읽은 그림만 봅니다</translation>
    </message>
    <message>
        <source>sorted by</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>Which pictures come first</source>
        <translation>어떤 그림을 먼저 볼지 정합니다</translation>
    </message>
    <message>
        <source>number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>surest first</source>
        <translation>확신이 큰 순</translation>
    </message>
    <message>
        <source>by the largest output</source>
        <translation>가장 큰 출력 기준</translation>
    </message>
    <message>
        <source>least sure first</source>
        <translation>확신이 작은 순</translation>
    </message>
    <message>
        <source>No picture is like that.</source>
        <translation>조건에 맞는 그림이 없습니다.</translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation>모든 그림 보기</translation>
    </message>
    <message>
        <source>Choose pictures of all classes, right and wrong</source>
        <translation>모든 클래스의 그림을 맞은 것과 틀린 것 모두 보기</translation>
    </message>
    <message>
        <source>Accuracy by class</source>
        <translation>클래스별 정확도</translation>
    </message>
    <message>
        <source>any</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>{count}개 중 {shown}개</translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <source>Error</source>
        <translation>오차</translation>
    </message>
    <message>
        <source>1: as far off as the means</source>
        <translation>1: 평균으로 답할 때만큼</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>root mean square</source>
        <translation>제곱평균제곱근</translation>
    </message>
    <message>
        <source>answers that are right</source>
        <translation>맞힌 답의 비율</translation>
    </message>
</context>
<context>
    <name>ScoreSpread</name>
    <message>
        <source>Drag the line, or move it with the arrow keys. Point at a place to count what lies right of it.</source>
        <translation>선을 끌거나 화살표 키로 옮기세요. 한 곳을 가리키면 그 오른쪽에 있는 개수를 셉니다.</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>분포</translation>
    </message>
    <message>
        <source>{count} of {all}</source>
        <translation>{all} 중 {count}</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Timeline</source>
        <translation>시간줄</translation>
    </message>
    <message>
        <source>Drag to look at earlier moments</source>
        <translation>끌어서 이전 순간 보기</translation>
    </message>
</context>
<context>
    <name>SeenCard</name>
    <message>
        <source>What the network sees</source>
        <translation>신경망이 보는 그림</translation>
    </message>
    <message>
        <source>Which pixels speak for the answer, and which against it</source>
        <translation>어떤 픽셀이 답을 뒷받침하고 어떤 픽셀이 반대하는지 보여 줍니다</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>주목한 픽셀</translation>
    </message>
    <message>
        <source>The 28 × 28 pixels that go into the network</source>
        <translation>신경망에 들어가는 28 × 28 픽셀입니다</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>보여 줄 것</translation>
    </message>
    <message>
        <source>Pixels of the input</source>
        <translation>입력 픽셀</translation>
    </message>
    <message>
        <source>Slope of the answer&apos;s score along each pixel, times the pixel</source>
        <translation>픽셀에 대한 답의 점수 기울기에 픽셀값을 곱한 것입니다</translation>
    </message>
    <message>
        <source>Blue pixels speak for “{name}”, orange ones against it.</source>
        <translation>답 ‘{name}’: 파란 픽셀은 뒷받침하고, 주황 픽셀은 반대합니다.</translation>
    </message>
    <message>
        <source>These pixels go into the network.</source>
        <translation>이 픽셀들이 신경망에 들어갑니다.</translation>
    </message>
</context>
<context>
    <name>SeenStrip</name>
    <message>
        <source>What the network sees</source>
        <translation>신경망이 보는 그림</translation>
    </message>
    <message>
        <source>The way of a drawing into the network. Click a step to leave it out.</source>
        <translation>그림이 신경망에 들어가기까지의 과정입니다. 단계를 클릭하면 그 단계를 뺍니다.</translation>
    </message>
    <message>
        <source>Crop: only the rectangle around the ink counts, wherever on the pad it lies.</source>
        <translation>자르기(crop): 판의 어디에 그렸든 획을 둘러싼 사각형만 씁니다.</translation>
    </message>
    <message>
        <source>Scale to 20 × 20: the longer side becomes 20 pixels, as in MNIST, so that large and small digits look alike.</source>
        <translation>20 × 20으로 크기 맞추기(scale): MNIST처럼 긴 변을 20픽셀로 맞추어 큰 숫자와 작은 숫자가 비슷해 보이게 합니다.</translation>
    </message>
    <message>
        <source>Centre in 28 × 28: the centre of mass comes to the middle of the picture, as in MNIST. This is what the network gets.</source>
        <translation>28 × 28 가운데로(centre): MNIST처럼 무게중심을 그림 한가운데로 옮깁니다. 이것이 신경망의 입력입니다.</translation>
    </message>
    <message>
        <source>Click to leave this step out.</source>
        <translation>누르면 이 단계를 뺍니다.</translation>
    </message>
    <message>
        <source>Left out. Click to take it.</source>
        <translation>빠진 단계입니다. 누르면 다시 넣습니다.</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>자르기 (crop)</translation>
    </message>
    <message>
        <source>centred in 28 × 28</source>
        <translation>28 × 28 가운데로</translation>
    </message>
</context>
<context>
    <name>SegmentInput</name>
    <message>
        <source>Break</source>
        <translation>고장</translation>
    </message>
    <message>
        <source>While this is on, a click breaks a segment or mends it; off mends all. A broken one stays dark.</source>
        <translation>켜 두면 클릭할 때마다 세그먼트가 고장 나거나 고쳐집니다. 끄면 모두 고쳐집니다. 고장 난 세그먼트는 켜지지 않습니다.</translation>
    </message>
    <message>
        <source>click a segment to break it</source>
        <translation>세그먼트를 클릭하면 고장 납니다</translation>
    </message>
    <message>
        <source>click a segment · keys a‑g, 0‑9</source>
        <translation>세그먼트를 클릭 · 키 a~g, 0~9</translation>
    </message>
    <message>
        <source>Break segments</source>
        <translation>세그먼트 고장</translation>
    </message>
</context>
<context>
    <name>SegmentOutput</name>
    <message>
        <source>the network shows</source>
        <translation>신경망의 답</translation>
    </message>
    <message>
        <source>no digit</source>
        <translation>숫자가 아님</translation>
    </message>
    <message>
        <source>The outputs, 0 to 1; a segment is lit from 0.5</source>
        <translation>출력값 0~1, 세그먼트는 0.5부터 켜집니다</translation>
    </message>
</context>
<context>
    <name>SegmentTiles</name>
    <message>
        <source>the first {shown} of {count} units</source>
        <translation>뉴런 {count}개 가운데 앞의 {shown}개</translation>
    </message>
    <message>
        <source>Weights as seven-segment pictures</source>
        <translation>7세그먼트로 그린 가중치</translation>
    </message>
    <message>
        <source>One picture for each unit: blue segments excite it, orange segments inhibit it.</source>
        <translation>뉴런마다 그림 하나입니다. 파란 세그먼트는 뉴런을 북돋우고, 주황 세그먼트는 억누릅니다.</translation>
    </message>
</context>
<context>
    <name>SettingsMenu</name>
    <message>
        <source>As the system</source>
        <translation>시스템 설정 따르기</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>프로젝터</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>단축키…</translation>
    </message>
</context>
<context>
    <name>SevenSegmentDisplay</name>
    <message>
        <source>Seven segments: click switches one, right click breaks or mends it</source>
        <translation>7세그먼트: 클릭하면 켜고 끄며, 오른쪽 클릭하면 고장 내거나 고칩니다</translation>
    </message>
    <message>
        <source>Seven segments, each as bright as its value from 0 to 1</source>
        <translation>7세그먼트: 값이 0에서 1에 가까울수록 밝습니다</translation>
    </message>
    <message>
        <source>segments lit: {letters}</source>
        <translation>켜진 세그먼트: {letters}</translation>
    </message>
    <message>
        <source>no segment lit</source>
        <translation>켜진 세그먼트 없음</translation>
    </message>
    <message>
        <source>segments broken: {letters}</source>
        <translation>고장 난 세그먼트: {letters}</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>고장</translation>
    </message>
    <message>
        <source>segment {letter}: {value}</source>
        <translation>세그먼트 {letter}: {value}</translation>
    </message>
</context>
<context>
    <name>SklearnButton</name>
    <message>
        <source>Compare with scikit-learn…</source>
        <translation>scikit-learn과 비교…</translation>
    </message>
    <message>
        <source>Compare with scikit-learn</source>
        <translation>scikit-learn과 비교</translation>
    </message>
    <message>
        <source>Train the same network from the same start with scikit-learn, side by side</source>
        <translation>같은 신경망을 같은 시작값에서 scikit-learn으로도 학습시켜 나란히 봅니다</translation>
    </message>
</context>
<context>
    <name>SklearnDialog</name>
    <message>
        <source>Compare with scikit-learn</source>
        <translation>scikit-learn과 비교</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>of each epoch</source>
        <translation>에폭마다</translation>
    </message>
    <message>
        <source>What scikit-learn is asked</source>
        <translation>scikit-learn에 시킨 일</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히 보기</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Loss of nnlab and of scikit-learn</source>
        <translation>nnlab과 scikit-learn의 손실</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>코드 복사</translation>
    </message>
    <message>
        <source>Copy these lines of Python</source>
        <translation>이 파이썬 코드를 복사합니다</translation>
    </message>
    <message>
        <source>Code for scikit-learn</source>
        <translation>scikit-learn 코드</translation>
    </message>
    <message>
        <source>The lines that train the same network with scikit-learn</source>
        <translation>같은 신경망을 scikit-learn으로 학습시키는 코드입니다</translation>
    </message>
    <message>
        <source>Right, training</source>
        <translation>정답, 학습</translation>
    </message>
    <message>
        <source>Right, unseen</source>
        <translation>정답, 처음 보는 샘플</translation>
    </message>
    <message>
        <source>Loss, unseen</source>
        <translation>손실, 처음 보는 샘플</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>The code is in the clipboard.</source>
        <translation>코드를 클립보드에 복사했습니다.</translation>
    </message>
</context>
<context>
    <name>SplitFields</name>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Share of the samples that watch the training, in percent</source>
        <translation>학습을 지켜보는 데 쓰는 샘플의 비율(%)입니다</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>Share of the samples kept for the end, in percent</source>
        <translation>마지막 평가를 위해 남겨 두는 샘플의 비율(%)입니다</translation>
    </message>
    <message>
        <source>Stratified</source>
        <translation>클래스 비율 유지</translation>
    </message>
    <message>
        <source>Every class keeps its share in every part</source>
        <translation>나눈 부분마다 클래스의 비율이 유지됩니다</translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation>나누기 시드</translation>
    </message>
    <message>
        <source>The same seed draws the same samples</source>
        <translation>같은 시드는 샘플을 똑같이 나눕니다</translation>
    </message>
    <message>
        <source>Another seed: draw other samples</source>
        <translation>다른 시드로 샘플을 다시 나눕니다</translation>
    </message>
    <message>
        <source>New seed of the split</source>
        <translation>나누기의 새 시드</translation>
    </message>
</context>
<context>
    <name>SplitRows</name>
    <message>
        <source>Columns…</source>
        <translation>열 설정…</translation>
    </message>
    <message>
        <source>Choose again what is an input, what is learned, and how it is scaled</source>
        <translation>입력과 목표, 스케일을 다시 정합니다</translation>
    </message>
</context>
<context>
    <name>SpreadPlot</name>
    <message>
        <source>Means and spread</source>
        <translation>평균과 흩어짐</translation>
    </message>
    <message>
        <source>Point at a mean to read it.</source>
        <translation>평균을 가리키면 값을 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>SpreadRidges</name>
    <message>
        <source>Spread by layer</source>
        <translation>층마다의 분포</translation>
    </message>
    <message>
        <source>How numbers are spread in each layer. Point at one to read it.</source>
        <translation>층마다 값이 퍼진 모습. 가리키면 읽습니다.</translation>
    </message>
</context>
<context>
    <name>StagePanel</name>
    <message>
        <source>neuron {unit} of layer {layer}</source>
        <translation>{layer}번 층의 {unit}번 뉴런</translation>
    </message>
    <message>
        <source>weight of layer {layer}, {source} → {target}</source>
        <translation>{layer}번 층의 가중치, {source} → {target}</translation>
    </message>
    <message>
        <source>bias of layer {layer}, unit {unit}</source>
        <translation>{layer}번 층의 편향, 뉴런 {unit}</translation>
    </message>
</context>
<context>
    <name>StartControls</name>
    <message>
        <source>Compared on</source>
        <translation>비교할 신경망</translation>
    </message>
    <message>
        <source>As on the bench</source>
        <translation>실험대 그대로</translation>
    </message>
    <message>
        <source>The network of the bench, or hidden layers chosen here</source>
        <translation>실험대의 신경망을 쓰거나, 은닉층을 여기서 따로 고릅니다</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>What bends the sums of the hidden layers</source>
        <translation>은닉층의 가중합을 구부리는 함수</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>은닉층 수</translation>
    </message>
    <message>
        <source>How many hidden layers there are, 1 to 10</source>
        <translation>은닉층(hidden layer)의 수, 1부터 10까지</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>Units in each hidden layer, 1 to 256</source>
        <translation>은닉층 하나의 뉴런 수, 1부터 256까지</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>After how many passes over the samples the comparison ends</source>
        <translation>샘플 전체를 몇 번 돌면 비교를 마칠지</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Back to the first weights of all starts</source>
        <translation>모든 후보를 처음 가중치로 되돌립니다</translation>
    </message>
    <message>
        <source>Again from the start</source>
        <translation>처음부터 다시</translation>
    </message>
    <message>
        <source>{optimizer}, rate {rate}, batch {batch} of {samples}; seed {seed}</source>
        <translation>{optimizer}, 학습률 {rate}, 배치 {batch}/{samples}, 시드 {seed}</translation>
    </message>
    <message>
        <source>As on the bench. Compared on {samples} of {count} samples.</source>
        <translation>실험대의 설정입니다. 샘플 {count}개 중 {samples}개로 비교합니다.</translation>
    </message>
    <message>
        <source>Let the candidates rest</source>
        <translation>학습을 잠시 멈춥니다</translation>
    </message>
    <message>
        <source>Train all candidates side by side</source>
        <translation>모든 후보를 나란히 학습시킵니다</translation>
    </message>
</context>
<context>
    <name>StartHistogramCard</name>
    <message>
        <source>A million draws</source>
        <translation>백만 번 뽑기</translation>
    </message>
    <message>
        <source>Inputs (fan-in)</source>
        <translation>입력 수(fan-in)</translation>
    </message>
    <message>
        <source>How many inputs each unit has: the weights are drawn the narrower for it</source>
        <translation>뉴런 하나의 입력 수. 많을수록 가중치를 더 좁게 뽑습니다</translation>
    </message>
    <message>
        <source>He&apos;s and LeCun&apos;s weights</source>
        <translation>He와 LeCun의 가중치</translation>
    </message>
    <message>
        <source>A million weights each, by He&apos;s start and by LeCun&apos;s. Point at a place to count them.</source>
        <translation>He와 LeCun으로 각각 백만 개씩 뽑은 가중치. 가리키면 개수를 읽습니다.</translation>
    </message>
</context>
<context>
    <name>Starts</name>
    <message>
        <source>Learning side by side</source>
        <translation>나란히 학습</translation>
    </message>
    <message>
        <source>Losses of all starts</source>
        <translation>모든 초기값의 손실</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Run, and the losses of all eight are drawn here, from the same samples in the same order.</source>
        <translation>실행하면 여덟 가지의 손실을 여기에 그립니다. 모두 같은 샘플을 같은 순서로 배웁니다.</translation>
    </message>
    <message>
        <source>epoch {epoch} of {epochs}</source>
        <translation>에폭 {epoch}/{epochs}</translation>
    </message>
    <message>
        <source>{samples} of {count} samples</source>
        <translation>샘플 {count}개 중 {samples}개</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>{number}번 층</translation>
    </message>
    <message>
        <source>One column for each layer, from layer 1 at the left to the output at the right.</source>
        <translation>층마다 한 열입니다. 왼쪽이 1층, 오른쪽 끝이 출력층입니다.</translation>
    </message>
    <message>
        <source>Upright: what its units answer, {ends}.</source>
        <translation>세로: 뉴런의 활성값, {ends}.</translation>
    </message>
    <message>
        <source>Upright: how large its gradients are, {ends}; each tenfold is as high.</source>
        <translation>세로: 기울기의 크기, {ends}. 10배마다 같은 높이입니다.</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>활성값</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>L{number}</source>
        <translation>{number}층</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} ~ {high}</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>포화</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>죽음</translation>
    </message>
</context>
<context>
    <name>SurfaceView</name>
    <message>
        <source>Surface of the loss</source>
        <translation>손실 곡면</translation>
    </message>
    <message>
        <source>Height is the loss. Drag or use the arrow keys to turn it; Home puts it back.</source>
        <translation>높이가 손실입니다. 끌거나 화살표 키로 돌리고, Home 키로 되돌립니다.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
</context>
<context>
    <name>SweepAxisRow</name>
    <message>
        <source>Setting to vary</source>
        <translation>바꿀 설정</translation>
    </message>
    <message>
        <source>Choose which setting is varied</source>
        <translation>어떤 설정을 바꿀지 고릅니다</translation>
    </message>
    <message>
        <source>Do not vary: {setting}</source>
        <translation>바꾸지 않기: {setting}</translation>
    </message>
    <message>
        <source>Vary this no more</source>
        <translation>이 설정은 바꾸지 않습니다</translation>
    </message>
    <message>
        <source>Values of: {setting}</source>
        <translation>값: {setting}</translation>
    </message>
</context>
<context>
    <name>SweepBestCard</name>
    <message>
        <source>Put on the bench</source>
        <translation>실험대에 올리기</translation>
    </message>
    <message>
        <source>Settings, seed and first weights of this run; Undo brings the old ones back</source>
        <translation>이 실행의 설정, 시드, 첫 가중치를 올립니다. 실행 취소하면 되돌아갑니다</translation>
    </message>
    <message>
        <source>and train</source>
        <translation>올리고 학습</translation>
    </message>
    <message>
        <source>Put it on the bench and train it: it learns the same weights again</source>
        <translation>실험대에 올려 학습합니다. 똑같은 가중치를 다시 얻습니다</translation>
    </message>
    <message>
        <source>Put on the bench and train</source>
        <translation>실험대에 올리고 학습하기</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>최고</translation>
    </message>
    <message>
        <source>Show the best run</source>
        <translation>가장 좋은 실행 보기</translation>
    </message>
    <message>
        <source>Back to the best run</source>
        <translation>가장 좋은 실행으로 돌아갑니다</translation>
    </message>
    <message>
        <source>Best of {count} settings</source>
        <translation>설정 {count}개 중 최고</translation>
    </message>
    <message>
        <source>the first of {count} that are equal</source>
        <translation>똑같이 좋은 설정 {count}가지 중 첫째</translation>
    </message>
    <message>
        <source>Chosen by the validation samples: partly lucky</source>
        <translation>검증 샘플로 골라 운이 섞인 점수입니다</translation>
    </message>
    <message>
        <source>The best of many settings is partly lucky with the very samples that it was chosen by. What it is worth, only samples for a test can say: they choose nothing.</source>
        <translation>여러 설정 중 가장 좋은 것은 고를 때 쓴 샘플에서 운이 좋았던 것이기도 합니다. 진짜 실력은 고르는 데 쓰지 않은 시험 샘플만이 말해 줍니다.</translation>
    </message>
    <message>
        <source>Chosen by the test samples: flattering</source>
        <translation>시험 샘플로 골라 실제보다 높은 점수입니다</translation>
    </message>
    <message>
        <source>The best of many runs is partly lucky with the very samples that it was chosen by. Put samples aside for validation to choose by, and keep the test for the end.</source>
        <translation>여러 실행 중 가장 좋은 것은 고를 때 쓴 샘플에서 운이 좋았던 것이기도 합니다. 고르는 데 쓸 검증 샘플을 따로 두고, 시험 샘플은 마지막에만 쓰세요.</translation>
    </message>
    <message>
        <source>Chosen run</source>
        <translation>고른 실행</translation>
    </message>
    <message>
        <source>Best so far</source>
        <translation>지금까지 최고</translation>
    </message>
    <message>
        <source>As on the bench</source>
        <translation>실험대 그대로</translation>
    </message>
    <message>
        <source>{measure} {figure} · seed {seed}</source>
        <translation>{measure} {figure} · 시드 {seed}</translation>
    </message>
    <message>
        <source>Put a run on the bench</source>
        <translation>실행 결과를 실험대에 올리기</translation>
    </message>
    <message>
        <source>On the bench: {settings}, seed {seed}. Trained from here, it comes to the same weights as in the sweep. Undo brings the old network back.</source>
        <translation>실험대에 올렸습니다: {settings}, 시드 {seed}. 여기서 학습하면 스윕과 똑같은 가중치가 됩니다. 실행 취소하면 이전 신경망이 돌아옵니다.</translation>
    </message>
</context>
<context>
    <name>SweepFormCard</name>
    <message>
        <source>What to vary</source>
        <translation>바꿀 설정</translation>
    </message>
    <message>
        <source>Vary another setting</source>
        <translation>설정 하나 더 바꾸기</translation>
    </message>
    <message>
        <source>Every value of it is tried with all values of the others</source>
        <translation>그 설정의 모든 값을 다른 설정의 모든 값과 짝지어 봅니다</translation>
    </message>
    <message>
        <source>Combinations</source>
        <translation>조합</translation>
    </message>
    <message>
        <source>Which combinations are tried</source>
        <translation>어떤 조합을 해 볼지</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Try every combination</source>
        <translation>모든 조합을 해 봅니다</translation>
    </message>
    <message>
        <source>random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>Try some combinations, drawn at random</source>
        <translation>무작위로 뽑은 조합만 해 봅니다</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>뽑는 수</translation>
    </message>
    <message>
        <source>How many combinations are drawn at random</source>
        <translation>조합을 무작위로 몇 개 뽑을지 정합니다</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>시드 수</translation>
    </message>
    <message>
        <source>How many starts each combination is trained from</source>
        <translation>조합마다 몇 가지 초기값에서 학습할지 정합니다</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>After how many passes over the samples a run ends</source>
        <translation>샘플 전체를 몇 번 훑고 실행을 끝낼지 정합니다</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>실행 위치</translation>
    </message>
    <message>
        <source>Where the runs are made; their results are the same</source>
        <translation>어디서 실행할지 정합니다. 결과는 같습니다</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>프로세스 수</translation>
    </message>
    <message>
        <source>How many runs are made at the same time</source>
        <translation>동시에 몇 개를 실행할지 정합니다</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>in processes of their own</source>
        <translation>별도의 프로세스에서</translation>
    </message>
    <message>
        <source>a Dask cluster</source>
        <translation>Dask 클러스터</translation>
    </message>
    <message>
        <source>by the address of its scheduler</source>
        <translation>스케줄러 주소로 연결</translation>
    </message>
    <message>
        <source>Address of the scheduler</source>
        <translation>스케줄러 주소</translation>
    </message>
    <message>
        <source>Address of the scheduler, such as tcp://host:8786</source>
        <translation>스케줄러 주소(예: tcp://host:8786)</translation>
    </message>
</context>
<context>
    <name>SweepRunCard</name>
    <message>
        <source>Go on with the earlier one</source>
        <translation>이전 스윕 이어서 하기</translation>
    </message>
    <message>
        <source>A sweep of this network was broken off: {made} of {total} runs are made</source>
        <translation>이 신경망의 스윕이 중간에 멈췄습니다. 실행 {total}개 중 {made}개가 끝났습니다</translation>
    </message>
    <message>
        <source>Begins when the cross-validation has ended</source>
        <translation>교차 검증이 끝나면 시작합니다</translation>
    </message>
    <message>
        <source>Give a setting values that can be tried.</source>
        <translation>바꿀 설정에 해 볼 값을 넣으세요.</translation>
    </message>
</context>
<context>
    <name>SweepWorkspace</name>
    <message>
        <source>Against a setting</source>
        <translation>설정에 따른 성능</translation>
    </message>
    <message>
        <source>Against epochs</source>
        <translation>에폭에 따른 성능</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Performance against a setting</source>
        <translation>설정에 따른 성능</translation>
    </message>
    <message>
        <source>Performance over two settings</source>
        <translation>두 설정에 따른 성능</translation>
    </message>
    <message>
        <source>Performance against epochs</source>
        <translation>에폭에 따른 성능</translation>
    </message>
    <message>
        <source>Means and standard deviations over what stands below; a bar with an open end goes on beyond the axis. Click a mean for its best run.</source>
        <translation>아래에 적힌 것에 대한 평균과 표준편차입니다. 끝이 열린 막대는 축 밖으로 이어집니다. 평균을 누르면 그중 가장 좋은 실행을 봅니다.</translation>
    </message>
    <message>
        <source>Means over what stands below; click one for its best run</source>
        <translation>아래에 적힌 것에 대한 평균입니다. 누르면 그중 가장 좋은 실행을 봅니다</translation>
    </message>
    <message>
        <source>Mean curves in bands of one standard deviation, as far as the axis goes; of the runs that finished, without those that ✕ counts</source>
        <translation>끝까지 간 실행들의 평균 곡선과 표준편차 띠입니다. 띠는 축 안까지만 보이고, ✕ 표시된 수의 실행은 빠져 있습니다</translation>
    </message>
    <message>
        <source>All runs of the sweep</source>
        <translation>스윕의 모든 실행</translation>
    </message>
    <message>
        <source>Setting along the axis</source>
        <translation>가로축 설정</translation>
    </message>
    <message>
        <source>Which setting the chart is drawn against</source>
        <translation>어떤 설정을 가로축으로 그릴지 고릅니다</translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation>평가 기준</translation>
    </message>
    <message>
        <source>What runs are judged by</source>
        <translation>무엇으로 실행을 평가할지 고릅니다</translation>
    </message>
    <message>
        <source>as a map</source>
        <translation>지도로</translation>
    </message>
    <message>
        <source>the first two settings together</source>
        <translation>처음 두 설정을 함께</translation>
    </message>
    <message>
        <source>The first runs are being made …</source>
        <translation>첫 실행을 하는 중 …</translation>
    </message>
    <message>
        <source>Run, and every value at the right is trained from the same starts. Here you see how well each does: its mean over the seeds, and how far the seeds lie apart.</source>
        <translation>실행하면 오른쪽의 값을 모두 같은 초기값에서 학습합니다. 값마다 얼마나 잘하는지, 시드 평균과 시드 사이의 차이를 여기에 그립니다.</translation>
    </message>
    <message>
        <source>And here how each learns, epoch by epoch.</source>
        <translation>에폭마다 어떻게 배우는지는 여기에 그립니다.</translation>
    </message>
</context>
<context>
    <name>SwitchInput</name>
    <message>
        <source>click a switch</source>
        <translation>스위치를 클릭</translation>
    </message>
</context>
<context>
    <name>TableDialog</name>
    <message>
        <source>Open a table: {name}</source>
        <translation>표 열기: {name}</translation>
    </message>
    <message>
        <source>Columns of {name}</source>
        <translation>{name}의 열</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Change nothing (Esc)</source>
        <translation>아무것도 바꾸지 않습니다 (Esc)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Put these samples on the bench; undo brings the others back</source>
        <translation>이 샘플을 실험대에 놓습니다. 실행 취소하면 이전 샘플로 돌아갑니다</translation>
    </message>
    <message>
        <source>Preview of the table</source>
        <translation>표 미리보기</translation>
    </message>
    <message>
        <source>Click a column to say what it is for; the arrows move, too</source>
        <translation>열을 눌러 역할을 정하세요. 화살표 키로도 옮겨 다닙니다</translation>
    </message>
    <message>
        <source>Reading the table …</source>
        <translation>표를 읽는 중…</translation>
    </message>
    <message>
        <source>Nothing can be opened yet. Choose above how the table is to be read.</source>
        <translation>아직 열 수 없습니다. 위에서 표를 읽는 방법을 고르세요.</translation>
    </message>
    <message>
        <source>Preparing …</source>
        <translation>준비 중…</translation>
    </message>
</context>
<context>
    <name>TableInput</name>
    <message>
        <source>One of the words that this column of the table has</source>
        <translation>표의 이 열에 있는 단어 가운데 하나입니다</translation>
    </message>
    <message>
        <source>The value of this column, as it would stand in the table</source>
        <translation>표에 적힌 단위로 나타낸 이 열의 값입니다</translation>
    </message>
</context>
<context>
    <name>TableSamples</name>
    <message>
        <source>sorted by</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>only wrong</source>
        <translation>틀린 것만</translation>
    </message>
    <message>
        <source>Which rows come first</source>
        <translation>먼저 보일 행을 정합니다</translation>
    </message>
    <message>
        <source>number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>worst answer first</source>
        <translation>많이 틀린 답부터</translation>
    </message>
    <message>
        <source>farthest from the target</source>
        <translation>목표에서 가장 먼 답부터</translation>
    </message>
    <message>
        <source>Only rows that are answered wrongly</source>
        <translation>틀리게 답한 행만 봅니다</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>데이터의 부분</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Click a row to put it onto the bench; a double click goes there</source>
        <translation>행을 누르면 실험대에 놓이고, 두 번 누르면 실험대로 갑니다</translation>
    </message>
    <message>
        <source>The test samples are not answered here: their score is asked for at the end, on the bench.</source>
        <translation>시험 샘플에는 여기서 답하지 않습니다. 점수는 마지막에 실험대에서 확인하세요.</translation>
    </message>
    <message>
        <source>Values in a box were not measured, but filled in.</source>
        <translation>상자 안의 값은 측정한 것이 아니라 채운 것입니다.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>All rows of the table</source>
        <translation>표의 모든 행입니다</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>The samples that the network learns from</source>
        <translation>신경망이 배우는 샘플입니다</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>The samples that watch the training</source>
        <translation>학습을 지켜보는 데 쓰는 샘플입니다</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>Samples that the network has never learned from</source>
        <translation>신경망이 한 번도 배우지 않은 샘플입니다</translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>{count}개 중 {shown}개</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Preset</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>Networks and data to begin with</source>
        <translation>시작할 신경망과 데이터를 고릅니다</translation>
    </message>
    <message>
        <source>Passes over the data; the mean loss of the last one, at rest that of the network; right answers</source>
        <translation>데이터를 훑은 횟수(epoch); 마지막 에폭의 평균 손실(loss), 멈춰 있을 때는 지금 신경망의 손실; 정답 수</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭 epoch</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실 loss</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{total}개 중 {number}</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>연산</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>running</source>
        <translation>누적 정확도</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
</context>
<context>
    <name>TrainingSection</name>
    <message>
        <source>all {count}</source>
        <translation>전체 {count}</translation>
    </message>
    <message>
        <source>{value} of {count}</source>
        <translation>{value} / {count}</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>epochs are done</source>
        <translation>에폭 완료</translation>
    </message>
    <message>
        <source>loss below</source>
        <translation>손실 기준</translation>
    </message>
    <message>
        <source>the mean over an epoch</source>
        <translation>한 에폭의 평균 손실이 기준값보다 작으면</translation>
    </message>
    <message>
        <source>sum below</source>
        <translation>오차 합 기준</translation>
    </message>
    <message>
        <source>the errors of an epoch added up</source>
        <translation>한 에폭의 오차를 더한 값이 기준값보다 작으면</translation>
    </message>
    <message>
        <source>all right</source>
        <translation>모두 정답</translation>
    </message>
    <message>
        <source>every sample is answered rightly</source>
        <translation>모든 샘플에 바르게 답하면</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>What training makes small: the mean over a batch</source>
        <translation>손실(loss): 학습이 줄이려는 값. 배치의 평균입니다</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>최적화기</translation>
    </message>
    <message>
        <source>How a gradient becomes an update</source>
        <translation>최적화기(optimizer): 기울기(gradient)로 가중치를 갱신하는 방법</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Size of a step: weights change by rate times gradient</source>
        <translation>학습률(learning rate): 갱신의 크기. 가중치는 학습률 × 기울기만큼 바뀝니다</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>Share of the last step that is kept, 0 to below 1</source>
        <translation>모멘텀(momentum): 지난 갱신을 이어 가는 비율, 0 이상 1 미만</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Samples for one update, 1 to all of them</source>
        <translation>배치(batch): 한 번 갱신할 때 쓰는 샘플 수, 1부터 전체까지</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>섞기</translation>
    </message>
    <message>
        <source>A new order of the samples in every epoch</source>
        <translation>에폭마다 샘플의 순서를 새로 섞습니다</translation>
    </message>
    <message>
        <source>Stop when</source>
        <translation>종료 조건</translation>
    </message>
    <message>
        <source>The rule that ends the training</source>
        <translation>학습을 끝내는 조건</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>기준값</translation>
    </message>
    <message>
        <source>Training stops below this value, in units of the loss</source>
        <translation>이 값보다 작아지면 학습을 멈춥니다. 단위는 손실과 같습니다</translation>
    </message>
    <message>
        <source>Epochs at most</source>
        <translation>최대 에폭</translation>
    </message>
    <message>
        <source>Passes over the data; 0 is no limit</source>
        <translation>에폭(epoch): 데이터를 한 번 훑는 것. 0이면 제한이 없습니다</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>The same seed gives the same weights and the same run</source>
        <translation>시드(seed): 같은 시드는 같은 가중치로 시작해 똑같이 학습합니다</translation>
    </message>
    <message>
        <source>Another seed: draw new weights</source>
        <translation>다른 시드로 가중치를 새로 뽑습니다</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>새 시드</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Start over from the first weights (R)</source>
        <translation>처음 가중치로 되돌립니다 (R)</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>한 단계</translation>
    </message>
    <message>
        <source>Pause, and go on by one unit (S)</source>
        <translation>멈추고 한 단계만 진행합니다 (S)</translation>
    </message>
    <message>
        <source>Unit of a step</source>
        <translation>한 단계의 단위</translation>
    </message>
    <message>
        <source>What one step is</source>
        <translation>한 단계를 무엇으로 할지 고릅니다</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>How fast training goes</source>
        <translation>학습이 진행되는 빠르기</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>one pass over the data</source>
        <translation>데이터를 한 번 훑기</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>one update of the weights</source>
        <translation>가중치를 한 번 갱신</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>one example through the network</source>
        <translation>샘플 하나를 신경망에 넣기</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>연산</translation>
    </message>
    <message>
        <source>one line of the arithmetic</source>
        <translation>계산식 한 줄</translation>
    </message>
    <message>
        <source>Pause the training (Space)</source>
        <translation>학습을 잠시 멈춥니다 (스페이스바)</translation>
    </message>
    <message>
        <source>Train the network (Space)</source>
        <translation>신경망을 학습시킵니다 (스페이스바)</translation>
    </message>
</context>
<context>
    <name>UnsavedQuestion</name>
    <message>
        <source>Save?</source>
        <translation>저장할까요?</translation>
    </message>
    <message>
        <source>The lesson has changes that are not saved.</source>
        <translation>저장하지 않은 수업 변경 사항이 있습니다.</translation>
    </message>
    <message>
        <source>The lesson has changes that are not saved, and cannot be saved while something is missing.</source>
        <translation>저장하지 않은 수업 변경 사항이 있지만, 빠진 것이 있어 저장할 수 없습니다.</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Forget the changes of the lesson</source>
        <translation>수업의 변경 사항을 버립니다</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>계속 편집</translation>
    </message>
    <message>
        <source>Stay in the editor (Esc)</source>
        <translation>편집기에 머무릅니다(Esc)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save the lesson, then leave</source>
        <translation>수업을 저장하고 나갑니다</translation>
    </message>
</context>
<context>
    <name>ValueList</name>
    <message>
        <source>targets and outputs</source>
        <translation>목표와 출력</translation>
    </message>
    <message>
        <source>Target → output. The bar is output minus target; the largest target is a full bar.</source>
        <translation>목표 → 출력. 막대는 출력에서 목표를 뺀 값이며, 차이가 가장 큰 목표만 하면 막대가 가득 찹니다.</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>… {count} more</source>
        <translation>… {count}개 더</translation>
    </message>
</context>
<context>
    <name>ValueMap</name>
    <message>
        <source>Map of two settings</source>
        <translation>두 설정의 지도</translation>
    </message>
    <message>
        <source>Point at a cell to read it.</source>
        <translation>칸을 가리키면 값을 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ValueOutput</name>
    <message>
        <source>The word whose number is nearest to the output</source>
        <translation>출력에 가장 가까운 번호의 단어</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Show the line</source>
        <translation>줄 보기</translation>
    </message>
    <message>
        <source>Go to the line that the sentence names</source>
        <translation>문장에서 말하는 줄로 갑니다</translation>
    </message>
    <message>
        <source>Cells that are no number count as missing; in each column this can be taken back</source>
        <translation>숫자가 아닌 칸을 빈칸으로 칩니다. 열마다 되돌릴 수 있습니다</translation>
    </message>
</context>
<context>
    <name>WaitQuestion</name>
    <message>
        <source>Still saving</source>
        <translation>저장하는 중</translation>
    </message>
    <message>
        <source>A file is still being written; the disk takes its time. The window closes when it is done. If you close it now, the file stays as it was before, and work that is not saved is offered at the next start.</source>
        <translation>아직 파일을 쓰고 있습니다. 디스크가 느립니다. 다 쓰면 창이 닫힙니다. 지금 닫으면 파일은 전과 같이 남고, 저장하지 않은 작업은 다음에 시작할 때 되살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Close now</source>
        <translation>지금 닫기</translation>
    </message>
    <message>
        <source>Close the window without waiting for the disk</source>
        <translation>디스크를 기다리지 않고 창을 닫습니다</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>기다리기</translation>
    </message>
    <message>
        <source>Close the window when the file is written (Esc)</source>
        <translation>파일을 다 쓰면 창을 닫습니다 (Esc)</translation>
    </message>
</context>
<context>
    <name>WalkBar</name>
    <message>
        <source>Start over</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>Start over: only what is typed in</source>
        <translation>처음부터: 입력한 값만 보여 줍니다</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>Next node</source>
        <translation>다음 노드</translation>
    </message>
    <message>
        <source>Take the last step back (Shift+N)</source>
        <translation>한 단계 뒤로 (Shift+N)</translation>
    </message>
    <message>
        <source>Compute the next node: forward through the graph, then back (N)</source>
        <translation>다음 노드 계산: 그래프를 앞으로, 그다음 뒤로 (N)</translation>
    </message>
    <message>
        <source>All numbers</source>
        <translation>모든 수</translation>
    </message>
    <message>
        <source>Show all numbers, forward and backward</source>
        <translation>순방향과 역방향의 모든 수를 보여 줍니다</translation>
    </message>
    <message>
        <source>0 of {count}</source>
        <translation>{count}단계 중 0</translation>
    </message>
    <message>
        <source>{done} of {count}, forward →</source>
        <translation>{count}단계 중 {done}, 순방향 →</translation>
    </message>
    <message>
        <source>{done} of {count}, ← backward</source>
        <translation>{count}단계 중 {done}, ← 역방향</translation>
    </message>
</context>
<context>
    <name>WorksheetDialog</name>
    <message>
        <source>Worksheet</source>
        <translation>학습지 (worksheet)</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>빈칸으로 둘 값</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>첫 쪽</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>빈칸</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>소수 자릿수</translation>
    </message>
    <message>
        <source>all results</source>
        <translation>모든 결과</translation>
    </message>
    <message>
        <source>Forward, backward and update</source>
        <translation>순전파, 역전파, 갱신</translation>
    </message>
    <message>
        <source>the way back</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>The way forward is given with its numbers</source>
        <translation>순전파의 숫자는 주어집니다</translation>
    </message>
    <message>
        <source>from here on</source>
        <translation>여기서부터</translation>
    </message>
    <message>
        <source>What the window has done is given</source>
        <translation>창에서 이미 계산한 것은 주어집니다</translation>
    </message>
    <message>
        <source>Which results are empty boxes</source>
        <translation>어느 결과를 빈칸으로 둘지</translation>
    </message>
    <message>
        <source>How many digits after the point are asked</source>
        <translation>소수점 아래 몇 자리까지 쓰게 할지</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>이 창을 닫습니다 (Esc)</translation>
    </message>
    <message>
        <source>Save as HTML…</source>
        <translation>HTML로 저장…</translation>
    </message>
    <message>
        <source>A page for every browser</source>
        <translation>어느 브라우저에서나 열리는 문서</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>PDF로 저장…</translation>
    </message>
    <message>
        <source>Pages of A4, as they are printed</source>
        <translation>인쇄되는 그대로의 A4 쪽</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>인쇄…</translation>
    </message>
    <message>
        <source>Choose a printer</source>
        <translation>프린터를 고릅니다</translation>
    </message>
    <message>
        <source>{count} pages of A4; the key begins on page {key}.</source>
        <translation>A4 {count}쪽, 정답은 {key}쪽부터</translation>
    </message>
    <message>
        <source>This worksheet could not be laid out. The network is safe. Choose another blank or other decimals, or close this window.</source>
        <translation>이 학습지를 배치하지 못했습니다. 신경망은 그대로 있습니다. 빈칸이나 소수 자릿수를 다르게 고르거나 이 창을 닫으세요.</translation>
    </message>
</context>
<context>
    <name>Worksheets</name>
    <message>
        <source>Worksheet (*.pdf)</source>
        <translation>학습지 (*.pdf)</translation>
    </message>
    <message>
        <source>Worksheet (*.html)</source>
        <translation>학습지 (*.html)</translation>
    </message>
    <message>
        <source>Save worksheet</source>
        <translation>학습지 저장</translation>
    </message>
    <message>
        <source>This computer has no printer. Save it as PDF, and print that elsewhere.</source>
        <translation>이 컴퓨터에는 프린터가 없습니다. PDF로 저장해 다른 곳에서 인쇄하세요.</translation>
    </message>
    <message>
        <source>Print worksheet</source>
        <translation>학습지 인쇄</translation>
    </message>
    <message>
        <source>The worksheet was given to the printer.</source>
        <translation>학습지를 프린터로 보냈습니다.</translation>
    </message>
    <message>
        <source>The printer took nothing. Look whether it is on, or save the worksheet as PDF.</source>
        <translation>프린터가 아무것도 받지 못했습니다. 켜져 있는지 보거나 학습지를 PDF로 저장하세요.</translation>
    </message>
</context>
<context>
    <name>Workspaces</name>
    <message>
        <source>Bench</source>
        <translation>실험대</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>실험</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Build, train and watch a network</source>
        <translation>신경망을 만들고 학습시키며 지켜보는 곳</translation>
    </message>
    <message>
        <source>Be guided step by step, guess first, and tick off goals</source>
        <translation>한 단계씩 안내를 받으며 먼저 예상하고 목표를 이룹니다</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Draw, and see why it is read so</source>
        <translation>숫자를 그리고 왜 그렇게 읽는지 봅니다</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>계산</translation>
    </message>
    <message>
        <source>Look through the samples and at mistakes</source>
        <translation>샘플과 틀린 답을 둘러봅니다</translation>
    </message>
    <message>
        <source>One training step, number by number, forward and back</source>
        <translation>학습 한 단계를 숫자 하나하나, 앞으로 뒤로</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>Compare runs and starts, and watch ways down the loss</source>
        <translation>실행과 초기값을 비교하고, 손실을 따라 내려가는 길을 봅니다</translation>
    </message>
    <message>
        <source>Build a computational graph and step through it</source>
        <translation>계산 그래프를 만들고 한 단계씩 따라갑니다</translation>
    </message>
</context>
<context>
    <name>_LineDialog</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Leave it (Esc)</source>
        <translation>그만두기 (Esc)</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>할 일</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
</context>
<context>
    <name>ages</name>
    <message>
        <source>untrained</source>
        <translation>학습 전</translation>
    </message>
    <message>
        <source>epoch {number}</source>
        <translation>에폭 {number}</translation>
    </message>
</context>
<context>
    <name>animals</name>
    <message>
        <source>backbone</source>
        <translation>등뼈</translation>
    </message>
    <message>
        <source>fur</source>
        <translation>털</translation>
    </message>
    <message>
        <source>feathers</source>
        <translation>깃털</translation>
    </message>
    <message>
        <source>scales</source>
        <translation>비늘</translation>
    </message>
    <message>
        <source>leg pairs</source>
        <translation>다리 쌍</translation>
    </message>
    <message>
        <source>wing pairs</source>
        <translation>날개 쌍</translation>
    </message>
    <message>
        <source>fins</source>
        <translation>지느러미</translation>
    </message>
    <message>
        <source>gills</source>
        <translation>아가미</translation>
    </message>
    <message>
        <source>eggs</source>
        <translation>알</translation>
    </message>
    <message>
        <source>milk</source>
        <translation>젖</translation>
    </message>
    <message>
        <source>water</source>
        <translation>물</translation>
    </message>
    <message>
        <source>night</source>
        <translation>밤</translation>
    </message>
    <message>
        <source>size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>life span</source>
        <translation>수명</translation>
    </message>
    <message>
        <source>food</source>
        <translation>먹이</translation>
    </message>
    <message>
        <source>young</source>
        <translation>새끼 수</translation>
    </message>
    <message>
        <source>mammal</source>
        <translation>포유류</translation>
    </message>
    <message>
        <source>bird</source>
        <translation>조류</translation>
    </message>
    <message>
        <source>reptile</source>
        <translation>파충류</translation>
    </message>
    <message>
        <source>amphibian</source>
        <translation>양서류</translation>
    </message>
    <message>
        <source>fish</source>
        <translation>어류</translation>
    </message>
    <message>
        <source>insect</source>
        <translation>곤충</translation>
    </message>
    <message>
        <source>other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>개</translation>
    </message>
    <message>
        <source>cat</source>
        <translation>고양이</translation>
    </message>
    <message>
        <source>tiger</source>
        <translation>호랑이</translation>
    </message>
    <message>
        <source>bear</source>
        <translation>곰</translation>
    </message>
    <message>
        <source>horse</source>
        <translation>말</translation>
    </message>
    <message>
        <source>cow</source>
        <translation>소</translation>
    </message>
    <message>
        <source>sheep</source>
        <translation>양</translation>
    </message>
    <message>
        <source>deer</source>
        <translation>사슴</translation>
    </message>
    <message>
        <source>giraffe</source>
        <translation>기린</translation>
    </message>
    <message>
        <source>elephant</source>
        <translation>코끼리</translation>
    </message>
    <message>
        <source>mouse</source>
        <translation>쥐</translation>
    </message>
    <message>
        <source>squirrel</source>
        <translation>다람쥐</translation>
    </message>
    <message>
        <source>rabbit</source>
        <translation>토끼</translation>
    </message>
    <message>
        <source>hedgehog</source>
        <translation>고슴도치</translation>
    </message>
    <message>
        <source>kangaroo</source>
        <translation>캥거루</translation>
    </message>
    <message>
        <source>chimpanzee</source>
        <translation>침팬지</translation>
    </message>
    <message>
        <source>human</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>bat</source>
        <translation>박쥐</translation>
    </message>
    <message>
        <source>pangolin</source>
        <translation>천산갑</translation>
    </message>
    <message>
        <source>echidna</source>
        <translation>바늘두더지</translation>
    </message>
    <message>
        <source>platypus</source>
        <translation>오리너구리</translation>
    </message>
    <message>
        <source>otter</source>
        <translation>수달</translation>
    </message>
    <message>
        <source>seal</source>
        <translation>물범</translation>
    </message>
    <message>
        <source>dolphin</source>
        <translation>돌고래</translation>
    </message>
    <message>
        <source>blue whale</source>
        <translation>대왕고래</translation>
    </message>
    <message>
        <source>sparrow</source>
        <translation>참새</translation>
    </message>
    <message>
        <source>swallow</source>
        <translation>제비</translation>
    </message>
    <message>
        <source>magpie</source>
        <translation>까치</translation>
    </message>
    <message>
        <source>crow</source>
        <translation>까마귀</translation>
    </message>
    <message>
        <source>pigeon</source>
        <translation>비둘기</translation>
    </message>
    <message>
        <source>chicken</source>
        <translation>닭</translation>
    </message>
    <message>
        <source>owl</source>
        <translation>올빼미</translation>
    </message>
    <message>
        <source>eagle</source>
        <translation>독수리</translation>
    </message>
    <message>
        <source>parrot</source>
        <translation>앵무새</translation>
    </message>
    <message>
        <source>woodpecker</source>
        <translation>딱따구리</translation>
    </message>
    <message>
        <source>hummingbird</source>
        <translation>벌새</translation>
    </message>
    <message>
        <source>crane</source>
        <translation>두루미</translation>
    </message>
    <message>
        <source>ostrich</source>
        <translation>타조</translation>
    </message>
    <message>
        <source>duck</source>
        <translation>오리</translation>
    </message>
    <message>
        <source>swan</source>
        <translation>백조</translation>
    </message>
    <message>
        <source>penguin</source>
        <translation>펭귄</translation>
    </message>
    <message>
        <source>gecko</source>
        <translation>도마뱀붙이</translation>
    </message>
    <message>
        <source>iguana</source>
        <translation>이구아나</translation>
    </message>
    <message>
        <source>chameleon</source>
        <translation>카멜레온</translation>
    </message>
    <message>
        <source>crocodile</source>
        <translation>악어</translation>
    </message>
    <message>
        <source>tortoise</source>
        <translation>육지거북</translation>
    </message>
    <message>
        <source>pond turtle</source>
        <translation>남생이</translation>
    </message>
    <message>
        <source>sea turtle</source>
        <translation>바다거북</translation>
    </message>
    <message>
        <source>cobra</source>
        <translation>코브라</translation>
    </message>
    <message>
        <source>python</source>
        <translation>비단뱀</translation>
    </message>
    <message>
        <source>adder</source>
        <translation>살무사</translation>
    </message>
    <message>
        <source>slow worm</source>
        <translation>무족도마뱀</translation>
    </message>
    <message>
        <source>tree frog</source>
        <translation>청개구리</translation>
    </message>
    <message>
        <source>common toad</source>
        <translation>두꺼비</translation>
    </message>
    <message>
        <source>bullfrog</source>
        <translation>황소개구리</translation>
    </message>
    <message>
        <source>fire-bellied toad</source>
        <translation>무당개구리</translation>
    </message>
    <message>
        <source>smooth newt</source>
        <translation>영원</translation>
    </message>
    <message>
        <source>fire salamander</source>
        <translation>불도롱뇽</translation>
    </message>
    <message>
        <source>giant salamander</source>
        <translation>장수도롱뇽</translation>
    </message>
    <message>
        <source>axolotl</source>
        <translation>아홀로틀</translation>
    </message>
    <message>
        <source>mudpuppy</source>
        <translation>머드퍼피</translation>
    </message>
    <message>
        <source>carp</source>
        <translation>잉어</translation>
    </message>
    <message>
        <source>goldfish</source>
        <translation>금붕어</translation>
    </message>
    <message>
        <source>salmon</source>
        <translation>연어</translation>
    </message>
    <message>
        <source>trout</source>
        <translation>송어</translation>
    </message>
    <message>
        <source>herring</source>
        <translation>청어</translation>
    </message>
    <message>
        <source>cod</source>
        <translation>대구</translation>
    </message>
    <message>
        <source>perch</source>
        <translation>농어</translation>
    </message>
    <message>
        <source>catfish</source>
        <translation>메기</translation>
    </message>
    <message>
        <source>seahorse</source>
        <translation>해마</translation>
    </message>
    <message>
        <source>pufferfish</source>
        <translation>복어</translation>
    </message>
    <message>
        <source>eel</source>
        <translation>뱀장어</translation>
    </message>
    <message>
        <source>flounder</source>
        <translation>넙치</translation>
    </message>
    <message>
        <source>lamprey</source>
        <translation>칠성장어</translation>
    </message>
    <message>
        <source>guppy</source>
        <translation>구피</translation>
    </message>
    <message>
        <source>blue shark</source>
        <translation>청새리상어</translation>
    </message>
    <message>
        <source>manta ray</source>
        <translation>쥐가오리</translation>
    </message>
    <message>
        <source>ant</source>
        <translation>개미</translation>
    </message>
    <message>
        <source>flea</source>
        <translation>벼룩</translation>
    </message>
    <message>
        <source>honeybee</source>
        <translation>꿀벌</translation>
    </message>
    <message>
        <source>wasp</source>
        <translation>말벌</translation>
    </message>
    <message>
        <source>butterfly</source>
        <translation>나비</translation>
    </message>
    <message>
        <source>moth</source>
        <translation>나방</translation>
    </message>
    <message>
        <source>stag beetle</source>
        <translation>사슴벌레</translation>
    </message>
    <message>
        <source>dragonfly</source>
        <translation>잠자리</translation>
    </message>
    <message>
        <source>housefly</source>
        <translation>집파리</translation>
    </message>
    <message>
        <source>mosquito</source>
        <translation>모기</translation>
    </message>
    <message>
        <source>grasshopper</source>
        <translation>메뚜기</translation>
    </message>
    <message>
        <source>cricket</source>
        <translation>귀뚜라미</translation>
    </message>
    <message>
        <source>praying mantis</source>
        <translation>사마귀</translation>
    </message>
    <message>
        <source>cicada</source>
        <translation>매미</translation>
    </message>
    <message>
        <source>water strider</source>
        <translation>소금쟁이</translation>
    </message>
    <message>
        <source>stick insect</source>
        <translation>대벌레</translation>
    </message>
    <message>
        <source>silverfish</source>
        <translation>좀벌레</translation>
    </message>
    <message>
        <source>spider</source>
        <translation>거미</translation>
    </message>
    <message>
        <source>scorpion</source>
        <translation>전갈</translation>
    </message>
    <message>
        <source>tick</source>
        <translation>진드기</translation>
    </message>
    <message>
        <source>crab</source>
        <translation>게</translation>
    </message>
    <message>
        <source>lobster</source>
        <translation>바닷가재</translation>
    </message>
    <message>
        <source>shrimp</source>
        <translation>새우</translation>
    </message>
    <message>
        <source>crayfish</source>
        <translation>가재</translation>
    </message>
    <message>
        <source>horseshoe crab</source>
        <translation>투구게</translation>
    </message>
    <message>
        <source>garden snail</source>
        <translation>달팽이</translation>
    </message>
    <message>
        <source>slug</source>
        <translation>민달팽이</translation>
    </message>
    <message>
        <source>mussel</source>
        <translation>홍합</translation>
    </message>
    <message>
        <source>nautilus</source>
        <translation>앵무조개</translation>
    </message>
    <message>
        <source>octopus</source>
        <translation>문어</translation>
    </message>
    <message>
        <source>squid</source>
        <translation>오징어</translation>
    </message>
    <message>
        <source>earthworm</source>
        <translation>지렁이</translation>
    </message>
    <message>
        <source>leech</source>
        <translation>거머리</translation>
    </message>
    <message>
        <source>jellyfish</source>
        <translation>해파리</translation>
    </message>
    <message>
        <source>sea anemone</source>
        <translation>말미잘</translation>
    </message>
</context>
<context>
    <name>arithmetic</name>
    <message>
        <source>error</source>
        <translation>오차</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>{layer} sum</source>
        <translation>{layer} 가중합</translation>
    </message>
    <message>
        <source>{layer} activation</source>
        <translation>{layer} 활성화</translation>
    </message>
    <message>
        <source>output error</source>
        <translation>출력 오차</translation>
    </message>
    <message>
        <source>{layer} sum error</source>
        <translation>{layer} 가중합 오차</translation>
    </message>
    <message>
        <source>{layer} bias gradients</source>
        <translation>{layer} 편향 기울기</translation>
    </message>
    <message>
        <source>{layer} weight gradients</source>
        <translation>{layer} 가중치 기울기</translation>
    </message>
    <message>
        <source>error to {layer}</source>
        <translation>{layer} 쪽 오차</translation>
    </message>
    <message>
        <source>memory of the optimizer</source>
        <translation>최적화기의 기억</translation>
    </message>
    <message>
        <source>change</source>
        <translation>변화량</translation>
    </message>
    <message>
        <source>new biases</source>
        <translation>새 편향</translation>
    </message>
    <message>
        <source>new weights</source>
        <translation>새 가중치</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>은닉층</translation>
    </message>
    <message>
        <source>hidden {number}</source>
        <translation>은닉층 {number}</translation>
    </message>
    <message>
        <source>What unit {target} gives the layer.</source>
        <translation>뉴런 {target}: 이 층에 들어오는 값입니다.</translation>
    </message>
    <message>
        <source>The weight of the link from {source} to {target}.</source>
        <translation>{source} → {target} 연결의 가중치 (weight)입니다.</translation>
    </message>
    <message>
        <source>The bias of {target}.</source>
        <translation>{target}: 편향 (bias)입니다.</translation>
    </message>
    <message>
        <source>The sum of {target}: each input times its weight, and the bias.</source>
        <translation>{target}: 입력마다 가중치를 곱해 더하고 편향을 더한 합입니다.</translation>
    </message>
    <message>
        <source>The output of {target}: its sum through the activation.</source>
        <translation>{target}: 합을 활성화 함수에 넣은 출력입니다.</translation>
    </message>
    <message>
        <source>The target of {target}: what it should give.</source>
        <translation>{target}: 나와야 하는 목표값 (target)입니다.</translation>
    </message>
    <message>
        <source>How far the outputs are from the targets: what training makes small.</source>
        <translation>출력이 목표값에서 얼마나 먼지를 나타내며, 학습은 이 값을 줄입니다.</translation>
    </message>
    <message>
        <source>What the optimizer remembers from step to step.</source>
        <translation>최적화기가 단계마다 기억하는 값입니다.</translation>
    </message>
    <message>
        <source>What the update takes away.</source>
        <translation>갱신할 때 빼는 값입니다.</translation>
    </message>
    <message>
        <source>The input {target}: it is given.</source>
        <translation>입력 {target}: 주어진 값입니다.</translation>
    </message>
    <message>
        <source>After the update: with it the next step begins.</source>
        <translation>갱신한 뒤의 값으로, 다음 단계는 이 값에서 시작합니다.</translation>
    </message>
    <message>
        <source>How fast the error changes with the output of {target}.</source>
        <translation>{target}의 출력에 따라 오차가 변하는 빠르기입니다.</translation>
    </message>
    <message>
        <source>How fast the error changes with the sum of {target}.</source>
        <translation>{target}의 합에 따라 오차가 변하는 빠르기입니다.</translation>
    </message>
    <message>
        <source>How fast the error changes with the input {target}.</source>
        <translation>입력 {target}에 따라 오차가 변하는 빠르기입니다.</translation>
    </message>
    <message>
        <source>How fast the error changes with the weight from {source} to {target}.</source>
        <translation>{source} → {target} 가중치에 따라 오차가 변하는 빠르기입니다.</translation>
    </message>
    <message>
        <source>How fast the error changes with the bias of {target}.</source>
        <translation>{target}의 편향에 따라 오차가 변하는 빠르기입니다.</translation>
    </message>
    <message>
        <source>It is negative: a little more of it makes the error smaller.</source>
        <translation>음수이므로 조금 늘리면 오차가 줄어듭니다.</translation>
    </message>
    <message>
        <source>It is positive: a little more of it makes the error larger.</source>
        <translation>양수이므로 조금 늘리면 오차가 커집니다.</translation>
    </message>
    <message>
        <source>It is 0: a little more or less of it changes nothing.</source>
        <translation>0이므로 조금 늘리거나 줄여도 오차는 그대로입니다.</translation>
    </message>
    <message>
        <source>One step of {shape} over {rows} samples has too many numbers to be shown. Training works all the same. Choose a smaller batch on the bench to see one.</source>
        <translation>{shape} 신경망에서 샘플 {rows}개를 한 번에 쓰는 단계는 숫자가 너무 많아 보여 줄 수 없습니다. 학습은 그대로 됩니다. 실험대에서 배치를 줄이면 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Layer {layer} has a step activation: it has no slope, so there is no way back for the error. Choose sigmoid on the bench to see a step of training.</source>
        <translation>{layer}번 층의 활성화가 계단 함수라 기울기가 없어 오차를 되돌릴 수 없습니다. 실험대에서 시그모이드를 고르면 학습 단계를 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>data</name>
    <message>
        <source>Open {title}</source>
        <translation>{title} 열기</translation>
    </message>
    <message>
        <source>Preparing {name} …</source>
        <translation>{name} 준비 중 …</translation>
    </message>
    <message>
        <source>Reading {name} …</source>
        <translation>{name} 읽는 중…</translation>
    </message>
    <message>
        <source>You have not kept any digits yet. Draw one under “Draw”, choose which digit it is, and it is kept. Nothing was changed.</source>
        <translation>아직 모아 둔 숫자가 없습니다. ‘그리기’에서 숫자를 그리고 어떤 숫자인지 고르면 모입니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Preparing {name} …&#xa0;{percent}%</source>
        <translation>{name} 준비 중 …&#xa0;{percent}%</translation>
    </message>
    <message>
        <source>{name}: samples to train on: {count}, kept unseen: {unseen}.</source>
        <translation>{name}: 훈련용 샘플 {count}개, 따로 남긴 샘플 {unseen}개.</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>그림 1장</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>그림 {count}장</translation>
    </message>
    <message>
        <source>{name}: {pictures} to train on. None are kept for testing.</source>
        <translation>{name}: 학습용 {pictures}. 시험용으로 남겨 둔 것은 없습니다.</translation>
    </message>
    <message>
        <source>{name}: {pictures} to train on, {test} kept unseen.</source>
        <translation>{name}: 학습용 {pictures}, 학습에 쓰지 않는 시험용 {test}장.</translation>
    </message>
    <message>
        <source>{name} is read. Say what its columns are for.</source>
        <translation>{name} 표를 읽었습니다. 각 열의 역할을 정하세요.</translation>
    </message>
    <message>
        <source>{name} is read as {encoding}, but some of its lines are UTF-8: their letters are garbled. Save the table as CSV in UTF-8 and open that.</source>
        <translation>{name}: {encoding} 인코딩으로 읽었지만 일부 줄은 UTF-8이라 글자가 깨져 보입니다. 표를 UTF-8 CSV로 저장한 뒤 다시 여세요.</translation>
    </message>
    <message>
        <source>The pictures “{name}” are not on this computer. Open them, then try again.</source>
        <translation>이 컴퓨터에 없는 그림: “{name}”. 그림을 먼저 열고 다시 해 보세요.</translation>
    </message>
    <message>
        <source>{name} is not on this computer yet. Download it ({size} MB), or open the four files if you have them. Nothing was changed.</source>
        <translation>{name} 데이터가 아직 이 컴퓨터에 없습니다. 내려받거나({size} MB), 파일 네 개가 있으면 여세요. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>“{wanted}” was not opened: it needs {name}, which is not on this computer yet. Download that ({size} MB), or open its four files; then it opens.</source>
        <translation>“{wanted}” 열지 못함: 필요한 {name} 데이터가 아직 이 컴퓨터에 없습니다. 내려받거나({size} MB) 파일 네 개를 열면 이어서 열립니다.</translation>
    </message>
    <message>
        <source>Looking for {name} …</source>
        <translation>{name} 찾는 중…</translation>
    </message>
    <message>
        <source>Downloading {name} from {host}: {done} of {total} MB</source>
        <translation>{name} 내려받는 중 ({host}): {total} MB 중 {done} MB</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>내려받기</translation>
    </message>
    <message>
        <source>Open files …</source>
        <translation>파일 열기…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>The download was cancelled. What had arrived whole is kept for the next time.</source>
        <translation>내려받기를 취소했습니다. 온전히 받은 파일은 다음을 위해 남겨 둡니다.</translation>
    </message>
    <message>
        <source>{name} is on this computer now.</source>
        <translation>이제 이 컴퓨터에 있습니다: {name}.</translation>
    </message>
    <message>
        <source>Cancelled. The bench stays as it was.</source>
        <translation>취소했습니다. 실험대는 그대로입니다.</translation>
    </message>
    <message>
        <source>Something in nnlab went wrong, and nothing was opened. The bench stays as it was.</source>
        <translation>nnlab에 문제가 생겨 아무것도 열지 못했습니다. 실험대는 그대로입니다.</translation>
    </message>
    <message>
        <source>The network on the bench takes no drawings. Open one that does, and the picture is on its pad.</source>
        <translation>지금 신경망은 그림을 받지 않습니다. 그림을 받는 신경망을 열면 판에 그림이 나타납니다.</translation>
    </message>
    <message>
        <source>The file of your digits cannot be read. It stays as it is. With the next digit that you keep it gets another name, and a new one is begun: {path}</source>
        <translation>내 숫자 파일을 읽을 수 없습니다. 파일은 그대로 둡니다. 다음 숫자를 모을 때 이 파일의 이름을 바꾸고 새 파일을 시작합니다: {path}</translation>
    </message>
    <message>
        <source>The file of your digits could not be read. It was put aside, and a new one was begun. The old one is {path}</source>
        <translation>내 숫자 파일을 읽을 수 없어서 따로 옮겨 두고 새 파일을 시작했습니다. 예전 파일: {path}</translation>
    </message>
    <message>
        <source>The digit was not kept. It is on the pad, or one undo away. {reason}</source>
        <translation>숫자를 모으지 못했습니다. 그림은 판에 있거나 실행 취소 한 번으로 돌아옵니다. {reason}</translation>
    </message>
    <message>
        <source>{count} digits were not kept. Undo on the pad brings them back. {reason}</source>
        <translation>숫자 {count}개를 모으지 못했습니다. 판에서 실행 취소하면 돌아옵니다. {reason}</translation>
    </message>
    <message>
        <source>Forget a digit</source>
        <translation>모은 숫자 지우기</translation>
    </message>
    <message>
        <source>You have no kept digits any more. The built-in ones are on the bench in their place; the network stayed.</source>
        <translation>모은 숫자가 더 이상 없습니다. 실험대에는 그 대신 내장 숫자를 올렸고, 신경망은 그대로입니다.</translation>
    </message>
    <message>
        <source>1 digit</source>
        <translation>숫자 1개</translation>
    </message>
    <message>
        <source>{count} digits</source>
        <translation>숫자 {count}개</translation>
    </message>
    <message>
        <source>{name} holds {digits}. Whoever gets the file opens it with Ctrl+O.</source>
        <translation>{name}: {digits} 저장. 파일을 받은 사람은 Ctrl+O로 열면 됩니다.</translation>
    </message>
    <message>
        <source>Keep a digit</source>
        <translation>숫자 모으기</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>{line}번째 줄</translation>
    </message>
    <message>
        <source>not {name}</source>
        <translation>{name} 아님</translation>
    </message>
    <message>
        <source>test {number} · {label}</source>
        <translation>시험 {number} · {label}</translation>
    </message>
    <message>
        <source>{number} · {label}</source>
        <translation>{number} · {label}</translation>
    </message>
</context>
<context>
    <name>descent</name>
    <message>
        <source>This network</source>
        <translation>이 신경망</translation>
    </message>
    <message>
        <source>Line through ten points</source>
        <translation>점 10개를 지나는 직선</translation>
    </message>
    <message>
        <source>Straight line of note 003</source>
        <translation>003 강의의 직선</translation>
    </message>
    <message>
        <source>Parabola</source>
        <translation>포물선</translation>
    </message>
    <message>
        <source>Two valleys</source>
        <translation>골짜기 둘</translation>
    </message>
    <message>
        <source>Bowl</source>
        <translation>그릇</translation>
    </message>
    <message>
        <source>Ravine</source>
        <translation>협곡</translation>
    </message>
    <message>
        <source>Two basins</source>
        <translation>웅덩이 둘</translation>
    </message>
    <message>
        <source>Saddle</source>
        <translation>안장</translation>
    </message>
    <message>
        <source>Rosenbrock&apos;s valley</source>
        <translation>로젠브록 골짜기</translation>
    </message>
    <message>
        <source>Himmelblau&apos;s hills</source>
        <translation>힘멜블라우 언덕</translation>
    </message>
    <message>
        <source>one or two of its parameters; all others stay</source>
        <translation>매개변수 하나나 둘만 바꾸고 나머지는 그대로 둡니다</translation>
    </message>
    <message>
        <source>real samples: batch, mini-batch, stochastic</source>
        <translation>실제 샘플: 배치, 미니배치, 확률적 하강</translation>
    </message>
    <message>
        <source>y = A x, with and without moderation</source>
        <translation>y = A x, 조절이 있을 때와 없을 때</translation>
    </message>
    <message>
        <source>one minimum: what a rate does</source>
        <translation>최솟값 하나: 학습률이 하는 일</translation>
    </message>
    <message>
        <source>local against global minimum</source>
        <translation>지역 최솟값과 전역 최솟값</translation>
    </message>
    <message>
        <source>the gradient points home</source>
        <translation>기울기가 최솟값을 곧장 가리킵니다</translation>
    </message>
    <message>
        <source>25 times as steep one way: to and fro</source>
        <translation>한쪽이 25배 가파름: 이리저리 흔들립니다</translation>
    </message>
    <message>
        <source>level, and yet no minimum</source>
        <translation>평평하지만 최솟값이 아닙니다</translation>
    </message>
    <message>
        <source>down fast, then along slowly</source>
        <translation>빠르게 내려간 뒤 천천히 따라갑니다</translation>
    </message>
    <message>
        <source>four minima: the start decides</source>
        <translation>최솟값 넷: 출발점이 결정합니다</translation>
    </message>
    <message>
        <source>Real samples</source>
        <translation>실제 샘플</translation>
    </message>
    <message>
        <source>One parameter</source>
        <translation>매개변수 1개</translation>
    </message>
    <message>
        <source>Two parameters</source>
        <translation>매개변수 2개</translation>
    </message>
    <message>
        <source>bias of {unit}</source>
        <translation>{unit}의 편향</translation>
    </message>
    <message>
        <source>slope A</source>
        <translation>기울기 A</translation>
    </message>
    <message>
        <source>height B</source>
        <translation>절편 B</translation>
    </message>
    <message>
        <source>loss {low} to {high}</source>
        <translation>손실 {low} ~ {high}</translation>
    </message>
    <message>
        <source>mean over {count} of {all} samples</source>
        <translation>전체 {all}개 중 샘플 {count}개의 평균</translation>
    </message>
    <message>
        <source>mean over {count} samples</source>
        <translation>샘플 {count}개의 평균</translation>
    </message>
    <message>
        <source>{optimizer}, rate {rate}</source>
        <translation>{optimizer}, 학습률 {rate}</translation>
    </message>
    <message>
        <source>all samples</source>
        <translation>샘플 모두</translation>
    </message>
    <message>
        <source>At rest at step {count}</source>
        <translation>{count}단계에서 멈춤</translation>
    </message>
    <message>
        <source>Left the picture, downhill, at step {count}</source>
        <translation>{count}단계에서 내리막으로 그림을 벗어남</translation>
    </message>
    <message>
        <source>Runs away by step {count}: the rate is too large</source>
        <translation>{count}단계에서 발산: 학습률이 너무 큽니다</translation>
    </message>
    <message>
        <source>one sample</source>
        <translation>샘플 하나</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>샘플 {count}개</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count}단계</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Pages and pictures</source>
        <translation>문서와 그림</translation>
    </message>
    <message>
        <source>NumPy arrays</source>
        <translation>NumPy 배열</translation>
    </message>
    <message>
        <source>W1, b1, W2 … for numpy.load: every bit as it is here.</source>
        <translation>numpy.load로 읽는 W1, b1, W2 …: 비트까지 그대로입니다.</translation>
    </message>
    <message>
        <source>The network and all its numbers, to read and for any programming language.</source>
        <translation>신경망과 모든 숫자. 사람이 읽고 어떤 프로그래밍 언어로도 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>JSON text</source>
        <translation>JSON 텍스트</translation>
    </message>
    <message>
        <source>CSV tables</source>
        <translation>CSV 표</translation>
    </message>
    <message>
        <source>A table for each layer, with the names of its neurons, for Excel or any spreadsheet.</source>
        <translation>층마다 표 하나, 뉴런 이름과 함께. 엑셀 같은 스프레드시트에서 엽니다.</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV 표</translation>
    </message>
    <message>
        <source>The weights with the names of the neurons, for Excel or any spreadsheet.</source>
        <translation>뉴런 이름이 붙은 가중치 표. 엑셀 같은 스프레드시트에서 엽니다.</translation>
    </message>
    <message>
        <source>For programs that run networks: onnxruntime, phones, browsers. Netron draws it.</source>
        <translation>신경망을 실행하는 프로그램용: onnxruntime, 휴대전화, 브라우저. Netron으로 그려 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>For PyTorch: load_state_dict takes it as it is.</source>
        <translation>PyTorch용: load_state_dict에 그대로 넣습니다.</translation>
    </message>
    <message>
        <source>NumPy, predict</source>
        <translation>NumPy 예측</translation>
    </message>
    <message>
        <source>A page of Python in the notes&apos; symbols that prints the same outputs.</source>
        <translation>강의 노트의 기호로 쓴 한 쪽짜리 파이썬. 같은 출력을 보여 줍니다.</translation>
    </message>
    <message>
        <source>NumPy, train</source>
        <translation>NumPy 학습</translation>
    </message>
    <message>
        <source>A page of Python that trains this network from the same start, line by line.</source>
        <translation>같은 초기값에서 이 신경망을 한 줄 한 줄 학습시키는 한 쪽짜리 파이썬.</translation>
    </message>
    <message>
        <source>The network as PyTorch spells it, with these weights.</source>
        <translation>PyTorch로 쓴 이 신경망과 가중치.</translation>
    </message>
    <message>
        <source>The network as Keras spells it, with these weights.</source>
        <translation>Keras로 쓴 이 신경망과 가중치.</translation>
    </message>
    <message>
        <source>A header in plain C99: a microcontroller can drive a real display with it.</source>
        <translation>C99 헤더 파일. 마이크로컨트롤러로 진짜 7세그먼트를 움직일 수 있습니다.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>To print or hand in: network, settings, curves, answers, weights, how to repeat it.</source>
        <translation>인쇄하거나 제출할 보고서: 신경망, 설정, 곡선, 답, 가중치, 다시 해 보는 방법.</translation>
    </message>
    <message>
        <source>Worksheet</source>
        <translation>학습지 (worksheet)</translation>
    </message>
    <message>
        <source>The next training step to compute by hand: blanks to fill in, and a key on its own page.</source>
        <translation>다음 학습 단계를 손으로 계산하는 학습지: 빈칸과 따로 나오는 정답</translation>
    </message>
    <message>
        <source>This needs the library {library}, which is not installed. In a terminal: pip install {library}. All else works without it.</source>
        <translation>이 형식에는 {library} 라이브러리가 필요한데 설치되어 있지 않습니다. 터미널에서 pip install {library} 명령을 실행하세요. 다른 기능은 모두 그대로 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>With {count} parameters the file is too long to be shown here; these are its layers. It is written whole.</source>
        <translation>매개변수가 {count}개라서 파일을 여기에 다 보일 수 없어 층만 보여 줍니다. 파일에는 모두 저장됩니다.</translation>
    </message>
    <message>
        <source>{name} was not written: choose a name that ends in {suffixes}.</source>
        <translation>{name} 파일을 쓰지 않았습니다. {suffixes} 중 하나로 끝나는 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>신경망 그림</translation>
    </message>
    <message>
        <source>The network as a drawing that stays sharp at any size, or as a picture of pixels.</source>
        <translation>신경망 그림. 크게 해도 선명한 도형(.svg)이나 픽셀(.png)로 저장합니다.</translation>
    </message>
    <message>
        <source>Weights as a picture</source>
        <translation>가중치 그림</translation>
    </message>
    <message>
        <source>The weights of every layer in colour: orange below zero, blue above.</source>
        <translation>층마다 가중치를 색으로: 음수는 주황, 양수는 파랑.</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>Loss and accuracy from the first pass to the last.</source>
        <translation>처음부터 마지막 에폭까지의 손실과 정확도.</translation>
    </message>
    <message>
        <source>{name} is written.</source>
        <translation>저장했습니다: {name}</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>가중치 가져오기</translation>
    </message>
    <message>
        <source>The weights of {name} ({shape}) are in the network. Training begins anew.</source>
        <translation>{name}의 가중치({shape})를 신경망에 넣었습니다. 학습은 처음부터 다시 시작합니다.</translation>
    </message>
    <message>
        <source>The data on the bench have other inputs or outputs ({inputs} and {outputs}) than a network {shape}. Open its data first, then import again. Nothing was changed.</source>
        <translation>실험대 데이터의 입력 {inputs}개, 출력 {outputs}개는 신경망 {shape}에 맞지 않습니다. 그 신경망의 데이터를 먼저 열고 다시 가져오세요. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>{name} holds a network {shape}. All of its weights fit.</source>
        <translation>{name}에 신경망 {shape}의 가중치가 있습니다. 모두 맞습니다.</translation>
    </message>
    <message>
        <source>{name} holds a network {shape}. Its weights fit, but its activations are others: with those of the bench it gives other answers.</source>
        <translation>{name}에 신경망 {shape}의 가중치가 있습니다. 가중치는 맞지만 활성화 함수가 다릅니다. 실험대의 활성화 함수로는 다른 답이 나옵니다.</translation>
    </message>
    <message>
        <source>{name} holds a network {shape}, which does not fit the one on the bench.</source>
        <translation>{name}에 신경망 {shape}의 가중치가 있는데, 실험대의 신경망과 맞지 않습니다.</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>The file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>{name} is not there. Nothing was changed. Check the name or choose another file.</source>
        <translation>{name} 파일이 없습니다. 바뀐 것은 없습니다. 이름을 확인하거나 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{name} cannot be read. Nothing was changed. Check it or choose another file.</source>
        <translation>{name} 파일을 읽을 수 없습니다. 바뀐 것은 없습니다. 파일을 확인하거나 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{name} is larger than nnlab reads. Nothing was changed. Choose a smaller file.</source>
        <translation>{name} 파일이 너무 큽니다. 바뀐 것은 없습니다. 더 작은 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{name} takes too long to read. Nothing was changed. Copy it to this computer&apos;s own disk, or choose a smaller file.</source>
        <translation>{name}: 읽는 데 시간이 너무 오래 걸립니다. 바뀐 것은 없습니다. 이 컴퓨터의 디스크로 복사하거나 더 작은 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{name} was not read, because it was cancelled. Nothing was changed.</source>
        <translation>{name}: 취소되어 읽지 않았습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>More digits cannot be kept. Those that are kept stay. Save them in a file of your own first.</source>
        <translation>숫자를 더 모을 수 없습니다. 모아 둔 것은 그대로입니다. 먼저 따로 파일로 저장하세요.</translation>
    </message>
    <message>
        <source>Your digits could not be deleted. They are kept as they were.</source>
        <translation>숫자를 지우지 못했습니다. 모아 둔 그대로 남아 있습니다.</translation>
    </message>
    <message>
        <source>{name} is empty or cut short. Nothing was changed. Copy or download it again.</source>
        <translation>{name} 파일이 비었거나 잘려 있습니다. 바뀐 것은 없습니다. 다시 복사하거나 내려받으세요.</translation>
    </message>
    <message>
        <source>This is a web page, not a data file: the download probably failed. Nothing was changed. Log in to the network in a browser if it asks for that, and download again.</source>
        <translation>데이터 파일이 아니라 웹 페이지입니다. 내려받기에 실패한 것 같습니다. 바뀐 것은 없습니다. 네트워크가 로그인을 요구하면 브라우저에서 로그인한 뒤 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{name} is another kind of file than is needed here. Nothing was changed. Choose the pictures as IDX, npz, CSV or mnist.pkl.gz.</source>
        <translation>{name}: 여기서 쓸 수 없는 종류의 파일입니다. 바뀐 것은 없습니다. IDX, npz, CSV, mnist.pkl.gz 형식의 그림을 고르세요.</translation>
    </message>
    <message>
        <source>The pictures and labels of {name} do not belong together, or one of them is missing. Nothing was changed. Put all files of the data set into one folder and open that.</source>
        <translation>{name}: 그림과 레이블이 서로 맞지 않거나 한쪽이 없습니다. 바뀐 것은 없습니다. 데이터 파일을 모두 한 폴더에 넣고 그 폴더를 여세요.</translation>
    </message>
    <message>
        <source>A line of {name} is not a label and pixels from 0 to 255. Nothing was changed. Correct the table.</source>
        <translation>{name}: 레이블과 0~255 픽셀로 된 줄이 아닌 것이 있습니다. 바뀐 것은 없습니다. 표를 고치세요.</translation>
    </message>
    <message>
        <source>{name}, line {row}, column {column}: this cell cannot be used. Nothing was changed. Correct it, or use the column in another way.</source>
        <translation>{name}: {row}번째 줄 {column} 열의 칸을 쓸 수 없습니다. 바뀐 것은 없습니다. 칸을 고치거나 그 열의 쓰임을 바꾸세요.</translation>
    </message>
    <message>
        <source>{name} has a column or a word whose name is too long to be kept. Nothing was changed. Ignore the column, or shorten the name.</source>
        <translation>{name}: 열 이름이나 낱말이 너무 길어 저장할 수 없습니다. 바뀐 것은 없습니다. 그 열을 제외하거나 이름을 줄이세요.</translation>
    </message>
    <message>
        <source>{name}, line {row}: its cells are not those of the other lines. Nothing was changed. Check delimiters and quotation marks.</source>
        <translation>{name}: {row}번째 줄이 다른 줄과 같은 칸으로 나뉘지 않습니다. 바뀐 것은 없습니다. 구분 기호와 따옴표를 확인하세요.</translation>
    </message>
    <message>
        <source>{name} is no table that can be read. Nothing was changed. Save it as CSV in UTF-8, with a column for each input, and open that.</source>
        <translation>{name}: 표로 읽을 수 없습니다. 바뀐 것은 없습니다. 입력마다 열이 하나씩 있는 UTF-8 CSV로 저장한 뒤 여세요.</translation>
    </message>
    <message>
        <source>Nothing can be learned from the table in this way. Nothing was changed. Choose inputs and a target, and smaller shares for validation and test.</source>
        <translation>이대로는 표에서 학습할 수 없습니다. 바뀐 것은 없습니다. 입력 열과 정답 열을 고르고, 검증과 시험의 비율을 줄여 보세요.</translation>
    </message>
    <message>
        <source>{name} has too many columns or different words to learn from. Nothing was changed. Ignore columns, those of many words first.</source>
        <translation>{name}: 학습하기에는 열이나 서로 다른 낱말이 너무 많습니다. 바뀐 것은 없습니다. 낱말이 많은 열부터 제외하세요.</translation>
    </message>
    <message>
        <source>{name} has names of columns, but no rows below them. Nothing was changed. Choose another table.</source>
        <translation>{name}: 열 이름만 있고 그 아래에 행이 없습니다. 바뀐 것은 없습니다. 다른 표를 고르세요.</translation>
    </message>
    <message>
        <source>{name} has no value in any cell. Nothing was changed. Choose another table.</source>
        <translation>{name}: 모든 칸이 비어 있습니다. 바뀐 것은 없습니다. 다른 표를 고르세요.</translation>
    </message>
    <message>
        <source>{name}, line {row}: a NUL stands here, which is no text. Nothing was changed. Save the table as CSV in UTF-8.</source>
        <translation>{name}: {row}번째 줄에 글자가 아닌 NUL이 있습니다. 바뀐 것은 없습니다. 표를 UTF-8 CSV로 저장하세요.</translation>
    </message>
    <message>
        <source>This needs scikit-learn. Nothing was changed. Install it: pip install scikit-learn, and begin anew.</source>
        <translation>scikit-learn이 필요합니다. 아무것도 바뀌지 않았습니다. pip install scikit-learn 명령으로 설치한 뒤 nnlab을 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The servers cannot be reached. Nothing was changed. Try again later, or open these files from a stick: train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz.</source>
        <translation>서버에 연결할 수 없습니다. 바뀐 것은 없습니다. 나중에 다시 시도하거나, USB에서 다음 파일을 여세요: train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz.</translation>
    </message>
    <message>
        <source>This computer does not trust the server&apos;s certificate. Nothing was changed. Ask whoever looks after the network, or bring the four files on a stick and open them.</source>
        <translation>이 컴퓨터가 서버 인증서를 신뢰하지 않습니다. 바뀐 것은 없습니다. 네트워크 담당자에게 문의하거나, 파일 네 개를 USB로 가져와 여세요.</translation>
    </message>
    <message>
        <source>What the server sent is not the published data set. Nothing was changed. Try again later.</source>
        <translation>서버가 보낸 것이 공개된 데이터와 다릅니다. 바뀐 것은 없습니다. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{name} is no project of nnlab, or it is damaged. Nothing was changed. Choose another copy of it.</source>
        <translation>{name} 파일은 nnlab 프로젝트가 아니거나 손상되었습니다. 바뀐 것은 없습니다. 다른 사본을 고르세요.</translation>
    </message>
    <message>
        <source>{name} could not be saved: it may not be written to, or another program uses it. What was there before is unchanged. Save under another name or in another folder.</source>
        <translation>{name} 파일을 저장하지 못했습니다. 쓰기가 금지되어 있거나 다른 프로그램이 쓰고 있습니다. 전에 있던 내용은 그대로입니다. 다른 이름이나 다른 폴더에 저장하세요.</translation>
    </message>
    <message>
        <source>{name} holds no weights of a dense network that nnlab can read. Nothing was changed. Choose another file.</source>
        <translation>{name}에는 nnlab이 읽을 수 있는 완전 연결 신경망(dense network)의 가중치가 없습니다. 바뀐 것은 없습니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{name} was saved by a newer nnlab. It stays as it is. Install a newer nnlab to open it.</source>
        <translation>{name} 파일은 더 새로운 nnlab이 저장했습니다. 파일은 그대로 있습니다. 열려면 새 nnlab을 설치하세요.</translation>
    </message>
    <message>
        <source>The pictures on this computer are not those that {name} was trained on. Nothing was changed.</source>
        <translation>{name}: 학습에 쓴 그림이 이 컴퓨터에 있는 그림과 다릅니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Some numbers are none any more, and such a network cannot be used. Nothing was changed. Undo, or reset the network.</source>
        <translation>숫자가 아니게 된 값이 있어 이 신경망은 쓸 수 없습니다. 아무것도 바뀌지 않았습니다. 실행 취소하거나 초기화하세요.</translation>
    </message>
    <message>
        <source>{name} could not be saved. What was there before is unchanged. Make room or save elsewhere.</source>
        <translation>{name} 파일을 저장하지 못했습니다. 이전 파일은 그대로입니다. 공간을 비우거나 다른 곳에 저장하세요.</translation>
    </message>
    <message>
        <source>{name} is damaged. Nothing was changed. Copy or download it again.</source>
        <translation>{name} 파일이 손상되었습니다. 바뀐 것은 없습니다. 다시 복사하거나 내려받으세요.</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>Open {name}</source>
        <translation>열기: {name}</translation>
    </message>
    <message>
        <source>Change the notes</source>
        <translation>메모 바꾸기</translation>
    </message>
    <message>
        <source>{name} is saved.</source>
        <translation>저장했습니다: {name}</translation>
    </message>
    <message>
        <source>{name} was changed by another program since it was opened here. It was not saved, and your work is on the bench. Save it under another name, or over what is there now.</source>
        <translation>{name} 파일을 연 뒤에 다른 프로그램이 바꾸었습니다. 그래서 저장하지 않았고, 작업은 실험대에 그대로 있습니다. 다른 이름으로 저장하거나 지금 있는 것에 덮어쓰세요.</translation>
    </message>
    <message>
        <source>Save over it</source>
        <translation>덮어쓰기</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>{name} is open in another window. This is a copy: what you do here does not touch the file. Save it under a name of its own.</source>
        <translation>{name} 파일은 다른 창에서 열려 있습니다. 여기 있는 것은 사본이라 무엇을 해도 파일은 바뀌지 않습니다. 다른 이름으로 저장하세요.</translation>
    </message>
    <message>
        <source>{name} is open in another window, so it was not saved over. Choose another name.</source>
        <translation>{name} 파일은 다른 창에서 열려 있어 덮어쓰지 않았습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (사본)</translation>
    </message>
    <message>
        <source>Work that is not saved cannot be kept for an emergency now. Save it in a file of its own. {reason}</source>
        <translation>저장하지 않은 작업을 비상용으로 보관할 수 없습니다. 파일로 저장하세요. {reason}</translation>
    </message>
    <message>
        <source>{count} pieces of work were not saved. The latest, {title}, is of {when}.</source>
        <translation>저장하지 않은 작업이 {count}개 있습니다. 가장 최근 것: {title}, {when}.</translation>
    </message>
    <message>
        <source>Work that was not saved is still here: {title}, {when}.</source>
        <translation>저장하지 않은 작업이 남아 있습니다: {title}, {when}.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Show all…</source>
        <translation>모두 보기…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>{name} had changes that are not saved. They are kept: undo (Ctrl+Z) brings them back, and so does the next start, under unsaved work.</source>
        <translation>{name}에 저장하지 않은 변경 사항이 있었습니다. 사라지지 않았습니다. 실행 취소(Ctrl+Z)로 되돌리거나, 다음에 시작할 때 저장하지 않은 작업에서 되살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>되돌아가기</translation>
    </message>
    <message>
        <source>Another window has brought it back already, or thrown it away.</source>
        <translation>다른 창에서 이미 되살렸거나 버렸습니다.</translation>
    </message>
    <message>
        <source>It was discarded.</source>
        <translation>버렸습니다.</translation>
    </message>
    <message>
        <source>{title} is as it was, but not saved yet.</source>
        <translation>{title}: 작업하던 그대로이며, 아직 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>Your work is as it was. Save it to keep it.</source>
        <translation>작업하던 그대로입니다. 남기려면 저장하세요.</translation>
    </message>
</context>
<context>
    <name>folds</name>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>빼 둔 폴드</translation>
    </message>
    <message>
        <source>fold</source>
        <translation>폴드</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>폴드</translation>
    </message>
    <message>
        <source>which part of the samples is held out</source>
        <translation>빼 둔 폴드의 번호</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>how many this training never saw</source>
        <translation>이 학습이 보지 못한 샘플 수</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>빼 둔 폴드</translation>
    </message>
    <message>
        <source>of samples that this training never saw</source>
        <translation>이 학습에 쓰지 않은 샘플의 값</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>of the samples of the other folds</source>
        <translation>나머지 폴드 샘플의 값</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>of the samples held out</source>
        <translation>빼 둔 샘플의 값</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>passes over the samples until it ended</source>
        <translation>끝날 때까지 샘플 전체를 훑은 횟수</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>how the training ended</source>
        <translation>학습이 어떻게 끝났는지</translation>
    </message>
    <message>
        <source>error of the samples held out, in its own units</source>
        <translation>빼 둔 샘플의 오차, 이 목표값의 단위 그대로</translation>
    </message>
    <message>
        <source>error 1: as far off as the means</source>
        <translation>오차 1: 평균으로 답할 때만큼</translation>
    </message>
    <message>
        <source>error in units of: {target}</source>
        <translation>오차의 단위: {target}</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>over the folds, ± one standard deviation</source>
        <translation>폴드 평균 ± 표준편차</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>the samples that were dealt</source>
        <translation>폴드로 나눈 샘플</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>폴드</translation>
    </message>
    <message>
        <source>into how many parts the samples are dealt</source>
        <translation>샘플을 몇 폴드로 나눴는지</translation>
    </message>
    <message>
        <source>Descent</source>
        <translation>경사 하강</translation>
    </message>
    <message>
        <source>samples for each update</source>
        <translation>갱신마다 쓰는 샘플 수</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>how far each step goes</source>
        <translation>한 걸음의 크기</translation>
    </message>
    <message>
        <source>passes over the samples</source>
        <translation>샘플 전체를 훑은 횟수</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>units of all layers</source>
        <translation>모든 층의 뉴런 수</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>stochastic</source>
        <translation>확률적</translation>
    </message>
    <message>
        <source>mini-batch {count}</source>
        <translation>미니배치 {count}</translation>
    </message>
    <message>
        <source>error</source>
        <translation>오차</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>정확도</translation>
    </message>
</context>
<context>
    <name>gradients</name>
    <message>
        <source>Cannot be told at {step}</source>
        <translation>{step}: 판정할 수 없음</translation>
    </message>
    <message>
        <source>The gradients agree</source>
        <translation>기울기가 일치합니다</translation>
    </message>
    <message>
        <source>The gradients disagree</source>
        <translation>기울기가 다릅니다</translation>
    </message>
    <message>
        <source>Cannot be told</source>
        <translation>판정할 수 없음</translation>
    </message>
    <message>
        <source>The step is too large: the loss bends on the way (truncation). At {best} the gradients agree.</source>
        <translation>걸음이 너무 커서 그사이 손실이 휘어집니다(절단, truncation). 일치하는 걸음 크기: {best}</translation>
    </message>
    <message>
        <source>The step is too small: the two losses differ in their last digits only (rounding). At {best} the gradients agree.</source>
        <translation>걸음이 너무 작아서 두 손실이 마지막 자리에서만 다릅니다(반올림, rounding). 일치하는 걸음 크기: {best}</translation>
    </message>
    <message>
        <source>Every step comes over a kink, where the slope jumps. Try other weights.</source>
        <translation>모든 걸음이 기울기가 갑자기 바뀌는 꺾인 점(kink)을 넘습니다. 다른 가중치로 해 보세요.</translation>
    </message>
    <message>
        <source>The numeric gradients are too unsure at every ε, as where gradients have vanished or numbers have exploded.</source>
        <translation>기울기가 사라졌거나 수가 폭발했을 때처럼, 어떤 ε에서도 수치 기울기가 너무 불확실합니다.</translation>
    </message>
    <message>
        <source>Steps of several sizes agree with one another, but not with back-propagation.</source>
        <translation>여러 크기의 걸음은 서로 일치하지만 역전파와는 다릅니다.</translation>
    </message>
    <message>
        <source>Back-propagation computes what a small step in each parameter does to the loss.</source>
        <translation>역전파의 값은 각 매개변수를 조금 움직일 때 손실이 변하는 정도와 같습니다.</translation>
    </message>
    <message>
        <source>Most clearly wrong is {name}, by a relative error of {error} at {step}: back-propagated {analytic}, numeric {numeric}.</source>
        <translation>가장 뚜렷하게 틀린 매개변수: {name} ({step}, 상대 오차 {error}), 역전파 {analytic}, 수치 {numeric}.</translation>
    </message>
    <message>
        <source>Largest relative error {error}, at {name}: back-propagated {analytic}, numeric {numeric}.</source>
        <translation>가장 큰 상대 오차 {error}, {name}: 역전파 {analytic}, 수치 {numeric}.</translation>
    </message>
    <message>
        <source>Loss of all {count} samples.</source>
        <translation>샘플 {count}개 전체의 손실입니다.</translation>
    </message>
    <message>
        <source>Loss of the one sample.</source>
        <translation>샘플 하나의 손실입니다.</translation>
    </message>
    <message>
        <source>Loss of the first {used} of {count} samples.</source>
        <translation>샘플 {count}개 중 처음 {used}개의 손실입니다.</translation>
    </message>
    <message>
        <source>Of these, {count} could not be judged: every step comes over a kink.</source>
        <translation>그중 판정할 수 없는 매개변수: {count}개. 모든 걸음이 꺾인 점(kink)을 넘습니다.</translation>
    </message>
    <message>
        <source>All {count} parameters were checked.</source>
        <translation>매개변수 {count}개를 모두 검사했습니다.</translation>
    </message>
    <message>
        <source>At a kink with this ε, and so outlined and not judged by it: {count} parameters, because of {layers}.</source>
        <translation>이 ε에서 꺾인 점(kink)에 걸려 테두리만 그리고 판정에서 뺀 매개변수: {count}개 ({layers}).</translation>
    </message>
    <message>
        <source>Of {count} parameters {checked} were checked, drawn from every layer.</source>
        <translation>매개변수 {count}개 중 {checked}개를 모든 층에서 고루 뽑아 검사했습니다.</translation>
    </message>
    <message>
        <source>Of {count} parameters {checked} were checked; {left} could not be judged: every step comes over a kink.</source>
        <translation>매개변수 {count}개 중 {checked}개를 검사했습니다. 판정할 수 없는 매개변수: {left}개. 모든 걸음이 꺾인 점(kink)을 넘습니다.</translation>
    </message>
    <message>
        <source>layer {number}: {units}</source>
        <translation>{number}번 층: {units}</translation>
    </message>
    <message>
        <source>{checked} of {count} drawn</source>
        <translation>{count}개 중 {checked}개 추출</translation>
    </message>
</context>
<context>
    <name>graph</name>
    <message>
        <source>Another graph</source>
        <translation>다른 그래프</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>노드 추가</translation>
    </message>
    <message>
        <source>Remove a node</source>
        <translation>노드 지우기</translation>
    </message>
    <message>
        <source>Remove an edge</source>
        <translation>간선 지우기</translation>
    </message>
    <message>
        <source>Connect nodes</source>
        <translation>노드 연결</translation>
    </message>
    <message>
        <source>Move a node</source>
        <translation>노드 옮기기</translation>
    </message>
    <message>
        <source>Set a value</source>
        <translation>값 바꾸기</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>펼치기</translation>
    </message>
    <message>
        <source>→ forward: {formula}</source>
        <translation>→ 순방향: {formula}</translation>
    </message>
    <message>
        <source>← what comes back to it from {count} uses</source>
        <translation>← 쓰인 곳 {count}곳에서 돌아온 값</translation>
    </message>
    <message>
        <source>← what comes back to it</source>
        <translation>← 돌아온 값</translation>
    </message>
    <message>
        <source>← back to {input}</source>
        <translation>← 역방향: {input}</translation>
    </message>
    <message>
        <source>local</source>
        <translation>국소 미분</translation>
    </message>
    <message>
        <source>upstream</source>
        <translation>상류</translation>
    </message>
    <message>
        <source>apple</source>
        <translation>사과</translation>
    </message>
    <message>
        <source>count</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>apples</source>
        <translation>사과 개수</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>귤</translation>
    </message>
    <message>
        <source>oranges</source>
        <translation>귤 개수</translation>
    </message>
    <message>
        <source>tax</source>
        <translation>소비세</translation>
    </message>
    <message>
        <source>total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>나머지</translation>
    </message>
    <message>
        <source>others</source>
        <translation>다른 뉴런</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>덧셈</translation>
    </message>
    <message>
        <source>product</source>
        <translation>곱셈</translation>
    </message>
    <message>
        <source>matrix product</source>
        <translation>행렬 곱</translation>
    </message>
    <message>
        <source>power</source>
        <translation>거듭제곱</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>지수 함수</translation>
    </message>
    <message>
        <source>reciprocal</source>
        <translation>역수</translation>
    </message>
    <message>
        <source>logarithm</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>시그모이드</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>Affine 계층</translation>
    </message>
    <message>
        <source>softmax with loss</source>
        <translation>소프트맥스와 손실</translation>
    </message>
    <message>
        <source>A number that is typed in. Its gradient says how fast the result grows with it.</source>
        <translation>입력한 수입니다. 기울기는 이 수가 커질 때 결과가 얼마나 빨리 커지는지 말해 줍니다.</translation>
    </message>
    <message>
        <source>A sum passes back to every input what comes to it, unchanged.</source>
        <translation>덧셈은 돌아온 값을 모든 입력에 그대로 흘려보냅니다.</translation>
    </message>
    <message>
        <source>A product passes back to each input the other one times what comes.</source>
        <translation>곱셈은 돌아온 값에 서로 바꾼 입력을 곱해 흘려보냅니다.</translation>
    </message>
    <message>
        <source>Back to X with Wᵀ, back to W with Xᵀ, so that the shapes fit.</source>
        <translation>X에는 Wᵀ를, W에는 Xᵀ를 곱해 돌려보내므로 형상이 맞습니다.</translation>
    </message>
    <message>
        <source>The derivative of xⁿ is n times x to the power n − 1.</source>
        <translation>xⁿ의 미분은 n 곱하기 x의 (n − 1)제곱입니다.</translation>
    </message>
    <message>
        <source>The derivative of eˣ is eˣ itself: what went forward.</source>
        <translation>eˣ의 미분은 eˣ 자신, 곧 순방향으로 나간 값입니다.</translation>
    </message>
    <message>
        <source>The derivative of 1/x is −1/x², which is −y².</source>
        <translation>1/x의 미분은 −1/x², 곧 −y²입니다.</translation>
    </message>
    <message>
        <source>The derivative of ln x is 1/x.</source>
        <translation>ln x의 미분은 1/x입니다.</translation>
    </message>
    <message>
        <source>Where x was above zero all passes back, elsewhere nothing.</source>
        <translation>x가 0보다 컸던 곳은 모두 흘려보내고, 나머지는 막습니다.</translation>
    </message>
    <message>
        <source>The derivative of the sigmoid is y (1 − y).</source>
        <translation>시그모이드의 미분은 y (1 − y)입니다.</translation>
    </message>
    <message>
        <source>The derivative is the slope of the function at x.</source>
        <translation>미분은 x에서 함수의 기울기입니다.</translation>
    </message>
    <message>
        <source>Back to X with Wᵀ, to W with Xᵀ, and to B the sum down the columns.</source>
        <translation>X에는 Wᵀ, W에는 Xᵀ를 곱해 돌려보내고, B에는 열마다 더해 돌려보냅니다.</translation>
    </message>
    <message>
        <source>What passes back is simple: probability minus target, (y − t)/N.</source>
        <translation>돌려보내는 값은 간단합니다. 확률 빼기 목표값, (y − t)/N입니다.</translation>
    </message>
    <message>
        <source>Apples and tax</source>
        <translation>사과와 소비세</translation>
    </message>
    <message>
        <source>Apples and oranges</source>
        <translation>사과와 귤</translation>
    </message>
    <message>
        <source>Sigmoid, unfolded</source>
        <translation>시그모이드, 펼침</translation>
    </message>
    <message>
        <source>Sigmoid, folded</source>
        <translation>시그모이드, 접음</translation>
    </message>
    <message>
        <source>Affine, with shapes</source>
        <translation>Affine, 형상 표시</translation>
    </message>
    <message>
        <source>Affine of a batch</source>
        <translation>배치용 Affine</translation>
    </message>
    <message>
        <source>Softmax with loss</source>
        <translation>소프트맥스와 손실</translation>
    </message>
    <message>
        <source>Nothing goes into its input {slot} yet. Drag an edge to it from another node.</source>
        <translation>아직 아무것도 들어오지 않는 입력이 있습니다: {slot}. 다른 노드에서 간선을 끌어다 연결하세요.</translation>
    </message>
    <message>
        <source>The shapes {shapes} do not go together here. Type in matrices that fit.</source>
        <translation>여기서는 형상이 서로 맞지 않습니다: {shapes}. 맞는 행렬을 입력하세요.</translation>
    </message>
    <message>
        <source>Its input {slot} is a single number; a matrix is needed, such as 1, 2; 3, 4.</source>
        <translation>행렬이 필요한 입력에 수 하나가 들어옵니다: {slot}. 1, 2; 3, 4처럼 입력하세요.</translation>
    </message>
    <message>
        <source>There is no logarithm of {number}: only numbers above zero have one.</source>
        <translation>로그를 구할 수 없는 수입니다: {number}. 0보다 큰 수에만 로그가 있습니다.</translation>
    </message>
    <message>
        <source>Zero has no reciprocal. Let something else than zero come in.</source>
        <translation>0에는 역수가 없습니다. 0이 아닌 수가 들어오게 하세요.</translation>
    </message>
    <message>
        <source>{number} has no such power, or no slope there. Change the exponent or what comes in.</source>
        <translation>{number} — 이 수에는 그런 거듭제곱이나 미분이 없습니다. 지수나 들어오는 수를 바꾸세요.</translation>
    </message>
    <message>
        <source>The number is too large to be computed. Let smaller numbers come in.</source>
        <translation>수가 너무 커서 계산할 수 없습니다. 더 작은 수가 들어오게 하세요.</translation>
    </message>
    <message>
        <source>“{source}” is computed from “{target}”: an edge back would close a circle, in which nothing can be computed. The graph is as it was.</source>
        <translation>“{source}” 노드는 “{target}” 노드로부터 계산됩니다. 거꾸로 잇는 간선은 순환을 만들어 아무것도 계산할 수 없습니다. 그래프는 그대로입니다.</translation>
    </message>
    <message>
        <source>A node cannot go into itself. The graph is as it was.</source>
        <translation>노드는 자기 자신에게 들어갈 수 없습니다. 그래프는 그대로입니다.</translation>
    </message>
    <message>
        <source>The graph has as many nodes as it can have, 200. Remove some first.</source>
        <translation>그래프의 노드가 최대 개수인 200개에 이르렀습니다. 먼저 몇 개를 지우세요.</translation>
    </message>
    <message>
        <source>A name has at most 40 characters. The name is as it was.</source>
        <translation>이름은 최대 40자입니다. 이름은 그대로입니다.</translation>
    </message>
    <message>
        <source>A matrix has equally long rows, at most 8 by 8. The value is as it was.</source>
        <translation>행렬은 모든 행의 길이가 같고 최대 8×8입니다. 값은 그대로입니다.</translation>
    </message>
    <message>
        <source>Only finite numbers can be typed in. The value is as it was.</source>
        <translation>유한한 수만 입력할 수 있습니다. 값은 그대로입니다.</translation>
    </message>
    <message>
        <source>That is too far away from the other nodes. The node is where it was.</source>
        <translation>다른 노드에서 너무 멉니다. 노드는 제자리에 있습니다.</translation>
    </message>
    <message>
        <source>An exponent lies between −100 and 100. It is as it was.</source>
        <translation>지수는 −100에서 100 사이입니다. 지수는 그대로입니다.</translation>
    </message>
    <message>
        <source>No edge can end there. The graph is as it was.</source>
        <translation>그곳에는 간선을 연결할 수 없습니다. 그래프는 그대로입니다.</translation>
    </message>
    <message>
        <source>That cannot be done with this graph. The graph is as it was.</source>
        <translation>이 그래프로는 할 수 없습니다. 그래프는 그대로입니다.</translation>
    </message>
    <message>
        <source>Name a node</source>
        <translation>노드 이름 바꾸기</translation>
    </message>
    <message>
        <source>Change an exponent</source>
        <translation>지수 바꾸기</translation>
    </message>
    <message>
        <source>Choose a function</source>
        <translation>함수 고르기</translation>
    </message>
    <message>
        <source>Follow another node back</source>
        <translation>다른 노드에서 역전파</translation>
    </message>
</context>
<context>
    <name>lessons</name>
    <message>
        <source>The link is copied: “Open link…” or Ctrl+V opens it elsewhere.</source>
        <translation>링크를 복사했습니다. 다른 컴퓨터에서 “링크 열기…”나 Ctrl+V로 엽니다.</translation>
    </message>
    <message>
        <source>Open a set-up</source>
        <translation>설정 열기</translation>
    </message>
    <message>
        <source>Show its file</source>
        <translation>파일 보기</translation>
    </message>
    <message>
        <source>Hand in</source>
        <translation>제출</translation>
    </message>
    <message>
        <source>{name} is saved: give it to your teacher.</source>
        <translation>{name} 파일을 저장했습니다. 선생님께 제출하세요.</translation>
    </message>
    <message>
        <source>The link to this set-up is copied: Ctrl+V opens it elsewhere. It holds preset, network and settings, and how data are made and split, but no data of your own, and nothing that was learned.</source>
        <translation>이 설정의 링크를 복사했습니다. 다른 컴퓨터에서 Ctrl+V로 엽니다. 예제, 신경망, 설정과 데이터를 만들고 나누는 방법은 담기지만 직접 만든 데이터와 학습한 내용은 담기지 않습니다.</translation>
    </message>
    <message>
        <source>The link is copied. The lesson is one of your own: on another computer the link opens it when its file was dropped on the window there. Give both.</source>
        <translation>링크를 복사했습니다. 직접 만든 수업이므로, 다른 컴퓨터에서는 수업 파일을 그곳 창에 끌어다 놓은 뒤에야 링크로 열립니다. 둘 다 전해 주세요.</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>링크 열기</translation>
    </message>
    <message>
        <source>Paste the link to a lesson or a set-up. It begins with “nnlab:”.</source>
        <translation>수업이나 설정의 링크를 붙여 넣으세요. “nnlab:”으로 시작합니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Your name, as your teacher knows it. The file holds it, your ticks and your guesses.</source>
        <translation>선생님이 아는 이름을 쓰세요. 파일에는 이름과 해낸 일, 예상이 담깁니다.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Spot on!</source>
        <translation>정확합니다!</translation>
    </message>
    <message>
        <source>Nearly right.</source>
        <translation>거의 맞았습니다.</translation>
    </message>
    <message>
        <source>You were near.</source>
        <translation>비슷했습니다.</translation>
    </message>
    <message>
        <source>A surprise: that is where one learns most.</source>
        <translation>뜻밖의 결과네요. 이럴 때 가장 많이 배웁니다.</translation>
    </message>
    <message>
        <source>This step begins with “{name}”, which was not opened. Try again, or skip the step.</source>
        <translation>이 단계는 예제 “{name}”에서 시작하는데 아직 열리지 않았습니다. 다시 시도하거나 이 단계를 건너뛰세요.</translation>
    </message>
    <message>
        <source>How far you have come in the lessons cannot be kept on this computer. Everything else works.</source>
        <translation>이 컴퓨터에는 수업을 어디까지 했는지 남길 수 없습니다. 다른 것은 모두 됩니다.</translation>
    </message>
    <message>
        <source>The file of how far you have come in the lessons could not be read. It was put aside, and a new one was begun. The old one is {path}</source>
        <translation>수업을 어디까지 했는지 적어 둔 파일을 읽을 수 없습니다. 그 파일은 따로 두고 새 파일을 시작했습니다. 이전 파일: {path}</translation>
    </message>
    <message>
        <source>The network is {shape}</source>
        <translation>신경망 모양: {shape}</translation>
    </message>
    <message>
        <source>At most {count} hidden neurons</source>
        <translation>은닉 뉴런 {count}개 이하</translation>
    </message>
    <message>
        <source>Number of hidden layers: {count}</source>
        <translation>은닉층의 수: {count}</translation>
    </message>
    <message>
        <source>Activation of the hidden layers: {name}</source>
        <translation>은닉층의 활성화 함수: {name}</translation>
    </message>
    <message>
        <source>Activation of layer {layer}: {name}</source>
        <translation>{layer}번 층의 활성화 함수: {name}</translation>
    </message>
    <message>
        <source>Start of all layers: {name}</source>
        <translation>모든 층의 초기값: {name}</translation>
    </message>
    <message>
        <source>Start of layer {layer}: {name}</source>
        <translation>{layer}번 층의 초기값: {name}</translation>
    </message>
    <message>
        <source>The bias of unit {unit} in layer {layer} is {value}</source>
        <translation>{layer}번 층 {unit}번 뉴런의 편향: {value}</translation>
    </message>
    <message>
        <source>Biases on</source>
        <translation>편향을 켜기</translation>
    </message>
    <message>
        <source>Biases off in every layer</source>
        <translation>모든 층의 편향을 끄기</translation>
    </message>
    <message>
        <source>Biases off in layer {layer}</source>
        <translation>{layer}번 층의 편향을 끄기</translation>
    </message>
    <message>
        <source>W{layer}, row {row}, column {column} is {value}</source>
        <translation>W{layer}의 {row}행 {column}열: {value}</translation>
    </message>
    <message>
        <source>The data are: {name}</source>
        <translation>데이터: {name}</translation>
    </message>
    <message>
        <source>Samples to train on: {count} or more</source>
        <translation>학습할 샘플: {count}개 이상</translation>
    </message>
    <message>
        <source>Samples are kept apart for validation</source>
        <translation>검증용 샘플을 따로 떼어 둡니다</translation>
    </message>
    <message>
        <source>Samples are kept apart for the test</source>
        <translation>시험용 샘플을 따로 떼어 둡니다</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>{setting}: {value}</source>
        <translation>{setting}: 값 {value}</translation>
    </message>
    <message>
        <source>{setting}: {most} or less</source>
        <translation>{setting}: {most} 이하</translation>
    </message>
    <message>
        <source>{setting}: {least} or more</source>
        <translation>{setting}: {least} 이상</translation>
    </message>
    <message>
        <source>{setting}: from {least} to {most}</source>
        <translation>{setting}: {least} 이상 {most} 이하</translation>
    </message>
    <message>
        <source>stop below a loss of</source>
        <translation>멈출 손실</translation>
    </message>
    <message>
        <source>stop below an error of</source>
        <translation>멈출 오차</translation>
    </message>
    <message>
        <source>stop when all are right</source>
        <translation>모두 맞히면 멈춤</translation>
    </message>
    <message>
        <source>Every sample is answered rightly</source>
        <translation>모든 샘플을 맞힙니다</translation>
    </message>
    <message>
        <source>At least {percent} right</source>
        <translation>정확도 {percent} 이상</translation>
    </message>
    <message>
        <source>At least {percent} of the unseen samples right</source>
        <translation>처음 보는 샘플의 정확도 {percent} 이상</translation>
    </message>
    <message>
        <source>The loss falls below {value}</source>
        <translation>손실이 {value}보다 작아집니다</translation>
    </message>
    <message>
        <source>The loss stays above {value}</source>
        <translation>손실이 {value}보다 큽니다</translation>
    </message>
    <message>
        <source>{what}, within {count} epochs</source>
        <translation>{count}에폭 안에: {what}</translation>
    </message>
    <message>
        <source>At once: {what}</source>
        <translation>동시에: {what}</translation>
    </message>
    <message>
        <source>One epoch is trained</source>
        <translation>1에폭 학습</translation>
    </message>
    <message>
        <source>{count} epochs are trained</source>
        <translation>{count}에폭 학습</translation>
    </message>
    <message>
        <source>The input is {values}</source>
        <translation>입력: {values}</translation>
    </message>
    <message>
        <source>Output {output} is {most} or less</source>
        <translation>출력 {output}: {most} 이하</translation>
    </message>
    <message>
        <source>Output {output} is {least} or more</source>
        <translation>출력 {output}: {least} 이상</translation>
    </message>
    <message>
        <source>Output {output} is from {least} to {most}</source>
        <translation>출력 {output}: {least} 이상 {most} 이하</translation>
    </message>
    <message>
        <source>The segments {lit} are answered with {bits}</source>
        <translation>세그먼트 {lit}에 대한 답: {bits}</translation>
    </message>
    <message>
        <source>Read rightly with broken segments: {count}</source>
        <translation>고장 난 세그먼트 {count}개로도 바르게 읽기</translation>
    </message>
    <message>
        <source>The answer is {bits}</source>
        <translation>신경망의 답: {bits}</translation>
    </message>
    <message>
        <source>Nothing is broken</source>
        <translation>고장 난 것이 없습니다</translation>
    </message>
    <message>
        <source>Broken, and nothing else: {inputs}</source>
        <translation>고장 난 입력(다른 것은 없음): {inputs}</translation>
    </message>
    <message>
        <source>“{node}” has the value {value}</source>
        <translation>“{node}”의 값: {value}</translation>
    </message>
    <message>
        <source>“{node}” has the gradient {gradient}</source>
        <translation>“{node}”의 기울기: {gradient}</translation>
    </message>
    <message>
        <source>“{node}” has the value {value} and the gradient {gradient}</source>
        <translation>“{node}”의 값: {value}, 기울기: {gradient}</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습시키기</translation>
    </message>
    <message>
        <source>Train {count} times</source>
        <translation>{count}번 학습시키기</translation>
    </message>
    <message>
        <source>Let a training explode</source>
        <translation>학습을 발산시키기</translation>
    </message>
    <message>
        <source>Steps made: {count}</source>
        <translation>단계: {count}번</translation>
    </message>
    <message>
        <source>Take a step back</source>
        <translation>한 단계 되돌리기</translation>
    </message>
    <message>
        <source>Bring the first weights back</source>
        <translation>처음 가중치로 초기화하기</translation>
    </message>
    <message>
        <source>Rewind a run</source>
        <translation>실행 되감기</translation>
    </message>
    <message>
        <source>Numbers guessed rightly on the sheet: {count}</source>
        <translation>계산표에서 바르게 맞힌 수: {count}개</translation>
    </message>
    <message>
        <source>Try to train what cannot be trained</source>
        <translation>학습할 수 없는 신경망을 학습시켜 보기</translation>
    </message>
    <message>
        <source>Make your guess</source>
        <translation>예상하기</translation>
    </message>
    <message>
        <source>Steps of one epoch: {count}</source>
        <translation>에폭 단계: {count}번</translation>
    </message>
    <message>
        <source>Steps of one batch: {count}</source>
        <translation>배치 단계: {count}번</translation>
    </message>
    <message>
        <source>Steps of one sample: {count}</source>
        <translation>샘플 단계: {count}번</translation>
    </message>
    <message>
        <source>Steps of one operation: {count}</source>
        <translation>연산 단계: {count}번</translation>
    </message>
    <message>
        <source>Check the gradients: they agree</source>
        <translation>기울기 검사에서 일치 확인하기</translation>
    </message>
    <message>
        <source>Export your network</source>
        <translation>신경망 내보내기</translation>
    </message>
    <message>
        <source>Export as {format}</source>
        <translation>{format} 형식으로 내보내기</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>프로젝트 저장하기</translation>
    </message>
    <message>
        <source>Draw a digit that is read</source>
        <translation>알아보는 숫자 그리기</translation>
    </message>
    <message>
        <source>Draw a digit that is read as {digit}</source>
        <translation>{digit}처럼 읽히는 숫자 그리기</translation>
    </message>
    <message>
        <source>Digits kept: {count}</source>
        <translation>모은 숫자: {count}개</translation>
    </message>
    <message>
        <source>Open the workspace “{name}”</source>
        <translation>작업 공간 “{name}” 열기</translation>
    </message>
    <message>
        <source>Open the preset “{name}”</source>
        <translation>예제 “{name}” 열기</translation>
    </message>
    <message>
        <source>Runs kept: {count}</source>
        <translation>남긴 실행: {count}개</translation>
    </message>
    <message>
        <source>Runs laid over each other: {count}</source>
        <translation>겹쳐 본 실행: {count}개</translation>
    </message>
    <message>
        <source>A sweep has come to its end</source>
        <translation>설정 훑기 마치기</translation>
    </message>
    <message>
        <source>Sweep over “{setting}”, values: {count}</source>
        <translation>“{setting}” 스윕, 값: {count}</translation>
    </message>
    <message>
        <source>{what}, epochs: {count}</source>
        <translation>{what}, 에폭: {count}</translation>
    </message>
    <message>
        <source>Cross-validate</source>
        <translation>교차 검증하기</translation>
    </message>
    <message>
        <source>Cross-validate, stochastic</source>
        <translation>교차 검증하기, 확률적</translation>
    </message>
    <message>
        <source>Cross-validate, mini-batch</source>
        <translation>교차 검증하기, 미니배치</translation>
    </message>
    <message>
        <source>Cross-validate, batch</source>
        <translation>교차 검증하기, 배치</translation>
    </message>
    <message>
        <source>{what}, folds: {count}</source>
        <translation>{what}, 폴드: {count}</translation>
    </message>
    <message>
        <source>{what}: at least {percent} right</source>
        <translation>{what}: {percent} 이상 정답</translation>
    </message>
    <message>
        <source>Draw with a step left out</source>
        <translation>단계 하나를 끄고 그리기</translation>
    </message>
    <message>
        <source>Draw with “crop” left out</source>
        <translation>“자르기”를 끄고 그리기</translation>
    </message>
    <message>
        <source>Draw with “20 × 20” left out</source>
        <translation>“20 × 20”을 끄고 그리기</translation>
    </message>
    <message>
        <source>Draw with “centred in 28 × 28” left out</source>
        <translation>“28 × 28 가운데로”를 끄고 그리기</translation>
    </message>
    <message>
        <source>The graph “{name}” is on show</source>
        <translation>그래프 “{name}” 보기</translation>
    </message>
    <message>
        <source>Steps through the graph: {count}</source>
        <translation>그래프에서 나아간 단계: {count}</translation>
    </message>
    <message>
        <source>Choose an ε that can tell nothing</source>
        <translation>아무것도 알 수 없는 ε 고르기</translation>
    </message>
    <message>
        <source>Choose an ε that is too large</source>
        <translation>너무 큰 ε 고르기</translation>
    </message>
    <message>
        <source>Choose an ε that is too small</source>
        <translation>너무 작은 ε 고르기</translation>
    </message>
    <message>
        <source>Choose an ε that only leads over kinks</source>
        <translation>꺾인 점만 넘게 되는 ε 고르기</translation>
    </message>
    <message>
        <source>A sample lies on the bench</source>
        <translation>샘플이 실험대에 놓여 있습니다</translation>
    </message>
    <message>
        <source>A sample that is answered rightly lies on the bench</source>
        <translation>맞게 답한 샘플이 실험대에 놓여 있습니다</translation>
    </message>
    <message>
        <source>A sample that is answered wrongly lies on the bench</source>
        <translation>틀리게 답한 샘플이 실험대에 놓여 있습니다</translation>
    </message>
    <message>
        <source>On the bench: {name}</source>
        <translation>실험대에 놓기: {name}</translation>
    </message>
    <message>
        <source>On the bench: {name}, answered rightly</source>
        <translation>실험대에 놓기: {name}, 맞은 답</translation>
    </message>
    <message>
        <source>On the bench: {name}, answered wrongly</source>
        <translation>실험대에 놓기: {name}, 틀린 답</translation>
    </message>
    <message>
        <source>Compare the eight starts to the end</source>
        <translation>초기값 여덟 가지를 끝까지 비교하기</translation>
    </message>
    <message>
        <source>hidden layers: {count}</source>
        <translation>은닉층 {count}개</translation>
    </message>
    <message>
        <source>Compare the starts, with {network}</source>
        <translation>초기값을 비교하기: {network}</translation>
    </message>
    <message>
        <source>Run three rates side by side</source>
        <translation>학습률 3가지를 나란히 실행하기</translation>
    </message>
    <message>
        <source>Run three sizes of batch side by side</source>
        <translation>배치 크기 3가지를 나란히 실행하기</translation>
    </message>
    <message>
        <source>“{landscape}”: go down to the end</source>
        <translation>“{landscape}”: 끝까지 내려가기</translation>
    </message>
    <message>
        <source>“{landscape}”: arrive at the lowest point</source>
        <translation>“{landscape}”: 가장 낮은 곳에 도착하기</translation>
    </message>
    <message>
        <source>“{landscape}”: come to rest, but not at the lowest point</source>
        <translation>“{landscape}”: 가장 낮은 곳이 아닌 데서 멈추기</translation>
    </message>
    <message>
        <source>“{landscape}”: run away out of the picture</source>
        <translation>“{landscape}”: 그림 밖으로 달아나기</translation>
    </message>
    <message>
        <source>“{landscape}”: do not arrive at all</source>
        <translation>“{landscape}”: 끝내 도착하지 못하기</translation>
    </message>
    <message>
        <source>{what}, with {optimizer}</source>
        <translation>{what}, 최적화기 {optimizer}</translation>
    </message>
    <message>
        <source>{name} is no sound lesson: at {place} something else is needed. Nothing was changed. “nnlab lessons check” says what.</source>
        <translation>{name}: 수업으로 읽을 수 없습니다. 잘못된 곳은 {place}입니다. 바뀐 것은 없습니다. 무엇이 잘못됐는지는 “nnlab lessons check”가 알려 줍니다.</translation>
    </message>
    <message>
        <source>{name} cannot be read as a lesson. Nothing was changed. “nnlab lessons check” says why.</source>
        <translation>{name}: 수업으로 읽을 수 없습니다. 바뀐 것은 없습니다. 이유는 “nnlab lessons check”가 알려 줍니다.</translation>
    </message>
    <message>
        <source>{name}: a lesson&apos;s name is made of letters, digits, - and _. Rename the file.</source>
        <translation>{name}: 수업 파일의 이름에는 글자, 숫자, -, _만 쓸 수 있습니다. 파일 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>There are {count} lessons in the folder; only those that were changed last are listed. Move others into another folder.</source>
        <translation>폴더에 수업이 {count}개 있어 최근에 바뀐 것만 보여 줍니다. 나머지는 다른 폴더로 옮기세요.</translation>
    </message>
    <message>
        <source>{name}: this lesson was written by somebody, and its file is not on this computer. Nothing was changed. Ask for the file, and drop it on this window.</source>
        <translation>{name}: 누군가 직접 만든 수업인데, 그 파일이 이 컴퓨터에 없습니다. 바뀐 것은 없습니다. 파일을 받아 이 창에 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>{name} is no result of a lesson, or it is damaged. Nothing was changed. Have it handed in again.</source>
        <translation>{name}: 수업 결과 파일이 아니거나 손상되었습니다. 바뀐 것은 없습니다. 다시 제출하게 하세요.</translation>
    </message>
    <message>
        <source>This link cannot be used. Nothing was changed. Copy it again, from beginning to end.</source>
        <translation>이 링크는 쓸 수 없습니다. 바뀐 것은 없습니다. 처음부터 끝까지 다시 복사하세요.</translation>
    </message>
    <message>
        <source>This link was made by a later nnlab. Nothing was changed. Update nnlab to open it.</source>
        <translation>더 새로운 nnlab에서 만든 링크입니다. 바뀐 것은 없습니다. nnlab을 업데이트한 뒤에 여세요.</translation>
    </message>
    <message>
        <source>There is no link to this: it began with data of your own, which no link can hold. Save a project file instead.</source>
        <translation>링크를 만들 수 없습니다. 직접 가져온 데이터로 시작했는데, 데이터는 링크에 담을 수 없습니다. 대신 프로젝트 파일로 저장하세요.</translation>
    </message>
    <message>
        <source>There is no link to this: the data was changed, which no link can hold. Save a project file instead.</source>
        <translation>링크를 만들 수 없습니다. 데이터가 바뀌었는데, 데이터는 링크에 담을 수 없습니다. 대신 프로젝트 파일로 저장하세요.</translation>
    </message>
    <message>
        <source>There is no link to this: so much was changed that no short link can say it. Save a project file instead.</source>
        <translation>링크를 만들 수 없습니다. 바꾼 것이 너무 많아 짧은 링크에 담을 수 없습니다. 대신 프로젝트 파일로 저장하세요.</translation>
    </message>
    <message>
        <source>There is no link to this lesson: the name of its file is too long or has other signs. Rename it.</source>
        <translation>이 수업의 링크를 만들 수 없습니다. 파일 이름이 너무 길거나 쓸 수 없는 문자가 있습니다. 파일 이름을 바꾸세요.</translation>
    </message>
</context>
<context>
    <name>matrix_text</name>
    <message>
        <source>That is too long. A matrix has at most 8 rows and columns.</source>
        <translation>너무 깁니다. 행렬은 최대 8행 8열입니다.</translation>
    </message>
    <message>
        <source>A matrix has at most 8 rows and 8 columns here.</source>
        <translation>여기서 행렬은 최대 8행 8열입니다.</translation>
    </message>
    <message>
        <source>The rows have different lengths. Write rows of equal length, as in 1, 2; 3, 4.</source>
        <translation>행의 길이가 서로 다릅니다. 1, 2; 3, 4처럼 같은 길이로 쓰세요.</translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>That is too long for a number. Write one like 0.1 or 1e-3.</source>
        <translation>숫자가 너무 깁니다. 0.1이나 1e-3처럼 적으세요.</translation>
    </message>
    <message>
        <source>A number is missing. Write one like 0.1 or 1e-3.</source>
        <translation>숫자가 없습니다. 0.1이나 1e-3처럼 적으세요.</translation>
    </message>
    <message>
        <source>“{text}” has several commas or points. Use one, before the decimals.</source>
        <translation>“{text}”: 쉼표나 점이 여러 개입니다. 소수점으로 하나만 쓰세요.</translation>
    </message>
    <message>
        <source>“{text}” is not a number. Write one like 0.1 or 1e-3.</source>
        <translation>“{text}”: 숫자가 아닙니다. 0.1이나 1e-3처럼 적으세요.</translation>
    </message>
    <message>
        <source>“{text}” is too large.</source>
        <translation>“{text}”: 너무 큰 수입니다.</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>run {number}</source>
        <translation>실행 {number}</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Tick a run to draw its curve below</source>
        <translation>표시하면 아래에 곡선이 그려집니다</translation>
    </message>
    <message>
        <source>Branch of</source>
        <translation>갈라져 나온 실행</translation>
    </message>
    <message>
        <source>The run that this one parts from, and where</source>
        <translation>이 실행이 갈라져 나온 실행과 그 지점</translation>
    </message>
    <message>
        <source>{number}, from epoch {epoch}</source>
        <translation>실행 {number}, {epoch}에폭부터</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Your own words: double-click, or F2</source>
        <translation>직접 쓰는 메모: 두 번 클릭하거나 F2</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Units of all layers, inputs first</source>
        <translation>입력부터 모든 층의 뉴런 수</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>최적화기</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>초기값</translation>
    </message>
    <message>
        <source>How the first weights were drawn</source>
        <translation>처음 가중치를 뽑은 방법</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Learning rate at the end of the run</source>
        <translation>실행이 끝날 때의 학습률</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Samples in one update</source>
        <translation>갱신 한 번에 쓰는 샘플 수</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>Passes over the data</source>
        <translation>데이터를 훑은 횟수</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Mean loss on the training samples</source>
        <translation>학습 샘플의 평균 손실</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Training samples answered rightly</source>
        <translation>맞게 답한 학습 샘플</translation>
    </message>
    <message>
        <source>Unseen</source>
        <translation>처음 보는 샘플</translation>
    </message>
    <message>
        <source>Samples never learned from: answered rightly, or the loss on them</source>
        <translation>학습에 쓰지 않은 샘플: 맞게 답한 비율 또는 손실</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>all epochs done</source>
        <translation>에폭을 모두 마침</translation>
    </message>
    <message>
        <source>loss low enough</source>
        <translation>손실이 충분히 작음</translation>
    </message>
    <message>
        <source>error low enough</source>
        <translation>오차가 충분히 작음</translation>
    </message>
    <message>
        <source>all right</source>
        <translation>모두 정답</translation>
    </message>
    <message>
        <source>exploded</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Run {old} → run {new}: {changes}</source>
        <translation>실행 {old} → 실행 {new}: {changes}</translation>
    </message>
    <message>
        <source>nothing was set otherwise</source>
        <translation>설정은 모두 같음</translation>
    </message>
    <message>
        <source>loss {old} → {new}</source>
        <translation>손실 {old} → {new}</translation>
    </message>
    <message>
        <source>Run {number}: {changes}</source>
        <translation>실행 {number}: {changes}</translation>
    </message>
    <message>
        <source>{change} at epoch {epoch}</source>
        <translation>{epoch}에폭에서 {change}</translation>
    </message>
    <message>
        <source>a branch of run {number} from epoch {epoch} on</source>
        <translation>실행 {number}의 {epoch}에폭에서 갈라져 나옴</translation>
    </message>
    <message>
        <source>other samples of the same name</source>
        <translation>이름만 같은 다른 샘플</translation>
    </message>
    <message>
        <source>begun with the weights from before</source>
        <translation>이전 가중치에서 시작</translation>
    </message>
    <message>
        <source>begun with new weights</source>
        <translation>새 가중치에서 시작</translation>
    </message>
    <message>
        <source>begun afresh</source>
        <translation>처음부터 시작</translation>
    </message>
    <message>
        <source>data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>노이즈</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>클래스 수</translation>
    </message>
    <message>
        <source>seed of the data</source>
        <translation>데이터 시드</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>stratified</source>
        <translation>클래스 비율 유지</translation>
    </message>
    <message>
        <source>seed of the split</source>
        <translation>분할 시드</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>start</source>
        <translation>초기값</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>수의 정밀도</translation>
    </message>
    <message>
        <source>given weights</source>
        <translation>주어진 가중치</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>stop at loss</source>
        <translation>멈추는 손실</translation>
    </message>
    <message>
        <source>stop at error</source>
        <translation>멈추는 오차</translation>
    </message>
    <message>
        <source>stop when all is right</source>
        <translation>모두 정답이면 멈춤</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>{value} later</source>
        <translation>나중에 {value}</translation>
    </message>
    <message>
        <source>{value} from epoch {epoch} on</source>
        <translation>에폭 {epoch}부터 {value}</translation>
    </message>
    <message>
        <source>all alike</source>
        <translation>모두 같게</translation>
    </message>
    <message>
        <source>by run</source>
        <translation>실행별</translation>
    </message>
    <message>
        <source>by rate</source>
        <translation>학습률별</translation>
    </message>
    <message>
        <source>by optimizer</source>
        <translation>최적화기별</translation>
    </message>
    <message>
        <source>by batch</source>
        <translation>배치별</translation>
    </message>
    <message>
        <source>by shape</source>
        <translation>모양별</translation>
    </message>
    <message>
        <source>by activation</source>
        <translation>활성화별</translation>
    </message>
    <message>
        <source>by start</source>
        <translation>초기값별</translation>
    </message>
    <message>
        <source>by seed</source>
        <translation>시드별</translation>
    </message>
    <message>
        <source>by data</source>
        <translation>데이터별</translation>
    </message>
    <message>
        <source>others</source>
        <translation>그 밖</translation>
    </message>
    <message>
        <source>Its network is on the bench.</source>
        <translation>이 실행의 신경망이 실험대에 있습니다.</translation>
    </message>
    <message>
        <source>A branch of run {number}, from epoch {epoch} on.</source>
        <translation>실행 {number}의 에폭 {epoch}에서 갈라졌습니다.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <source>Run {number} is on the bench as it ended, and can go on. Undo brings back what was there.</source>
        <translation>실행 {number}의 신경망이 끝났을 때 그대로 실험대에 있고, 이어서 학습할 수 있습니다. 실행 취소하면 전으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>The settings of run {number} are on the bench, with a fresh start from its seed: its weights are not kept, as only this window&apos;s own runs have them.</source>
        <translation>실행 {number}의 설정으로 처음부터 시작합니다. 가중치는 이 창에서 한 실행만 남아 있어서, 같은 시드에서 다시 뽑았습니다.</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Put back to step {step}</source>
        <translation>{step}번째 갱신으로 되돌리기</translation>
    </message>
    <message>
        <source>Train 1 epoch</source>
        <translation>1에폭 학습</translation>
    </message>
    <message>
        <source>Train {count} epochs</source>
        <translation>{count}에폭 학습</translation>
    </message>
    <message>
        <source>Train 1 update</source>
        <translation>갱신 1회 학습</translation>
    </message>
    <message>
        <source>Train {count} updates</source>
        <translation>갱신 {count}회 학습</translation>
    </message>
    <message>
        <source>Change {setting}</source>
        <translation>{setting} 변경</translation>
    </message>
    <message>
        <source>Change the stop rule</source>
        <translation>종료 조건 변경</translation>
    </message>
    <message>
        <source>Change the width of layer {layer}</source>
        <translation>{layer}번 층의 너비 변경</translation>
    </message>
    <message>
        <source>Change the activation of layer {layer}</source>
        <translation>{layer}번 층의 활성화 함수 변경</translation>
    </message>
    <message>
        <source>Change the start of layer {layer}</source>
        <translation>{layer}번 층의 초기값 변경</translation>
    </message>
    <message>
        <source>Change the bias of layer {layer}</source>
        <translation>{layer}번 층의 편향 변경</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>점 추가</translation>
    </message>
    <message>
        <source>Remove a point</source>
        <translation>점 삭제</translation>
    </message>
    <message>
        <source>Change a weight</source>
        <translation>가중치 변경</translation>
    </message>
    <message>
        <source>Change a bias</source>
        <translation>편향 변경</translation>
    </message>
    <message>
        <source>Insert a layer</source>
        <translation>층 추가</translation>
    </message>
    <message>
        <source>Remove a layer</source>
        <translation>층 삭제</translation>
    </message>
    <message>
        <source>Change the shape</source>
        <translation>구조 변경</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>최적화기</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>최대 에폭</translation>
    </message>
    <message>
        <source>shuffling</source>
        <translation>섞기</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>pixel scale</source>
        <translation>픽셀 범위</translation>
    </message>
    <message>
        <source>target scale</source>
        <translation>목표값 범위</translation>
    </message>
    <message>
        <source>number of samples</source>
        <translation>샘플 수</translation>
    </message>
    <message>
        <source>noise of the data</source>
        <translation>데이터의 노이즈</translation>
    </message>
    <message>
        <source>classes of the data</source>
        <translation>데이터의 클래스</translation>
    </message>
    <message>
        <source>seed of the data</source>
        <translation>데이터의 시드</translation>
    </message>
    <message>
        <source>1 point added</source>
        <translation>점 1개 추가</translation>
    </message>
    <message>
        <source>{count} points added</source>
        <translation>점 {count}개 추가</translation>
    </message>
    <message>
        <source>1 point removed</source>
        <translation>점 1개 삭제</translation>
    </message>
    <message>
        <source>{count} points removed</source>
        <translation>점 {count}개 삭제</translation>
    </message>
    <message>
        <source>Rewind: {moment}</source>
        <translation>되감기: {moment}</translation>
    </message>
    <message>
        <source>Put a run on the bench</source>
        <translation>실행 결과를 실험대에 올리기</translation>
    </message>
    <message>
        <source>Write a note on a run</source>
        <translation>실행에 메모 쓰기</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>실행 삭제</translation>
    </message>
    <message>
        <source>All weights were drawn afresh. Undo brings the old ones back.</source>
        <translation>모든 가중치를 새로 뽑았습니다. 실행 취소하면 이전 가중치가 돌아옵니다.</translation>
    </message>
    <message>
        <source>Layers drawn afresh: {fresh}. Weights kept in: {kept}. Undo brings everything back.</source>
        <translation>새로 뽑은 층: {fresh}. 가중치를 그대로 둔 층: {kept}. 실행 취소하면 모두 돌아옵니다.</translation>
    </message>
    <message>
        <source>Layer {layer} has a step: the network can be asked, but without a slope it cannot be trained. Choose sigmoid to train it.</source>
        <translation>{layer}번 층의 활성화 함수가 step입니다. 답을 볼 수는 있지만 기울기가 없어 학습할 수 없습니다. 학습하려면 sigmoid를 고르세요.</translation>
    </message>
    <message>
        <source>Folds need two samples at least. Add samples, or open other data.</source>
        <translation>교차 검증에는 샘플이 두 개 이상 필요합니다. 샘플을 추가하거나 다른 데이터를 여세요.</translation>
    </message>
    <message>
        <source>Too few samples for {count} folds: there are {samples}. Take fewer folds.</source>
        <translation>샘플이 {samples}개뿐이라 폴드 {count}개로 나눌 수 없습니다. 폴드 수를 줄이세요.</translation>
    </message>
    <message>
        <source>The network would be too large: at most 64 layers of 4,096 units and 8 million weights. Nothing was changed.</source>
        <translation>신경망이 너무 커집니다. 층은 64개, 뉴런은 층마다 4,096개, 가중치는 모두 800만 개까지입니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>That is not possible ({reason}). Nothing was changed.</source>
        <translation>그렇게 할 수 없습니다({reason}). 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>A step has no slope, so the gradient is 0 and nothing is learned. Try sigmoid.</source>
        <translation>계단 함수(step)는 어디서나 평평해 기울기(gradient)가 0이고 아무것도 배우지 못합니다. sigmoid를 써 보세요.</translation>
    </message>
    <message>
        <source>Softmax over one output is always 1. Use sigmoid for a single yes or no.</source>
        <translation>출력이 하나면 softmax는 언제나 1입니다. 예/아니요 하나에는 sigmoid를 쓰세요.</translation>
    </message>
    <message>
        <source>Softmax goes with cross-entropy; squared error learns slowly where it is most wrong.</source>
        <translation>softmax에는 교차 엔트로피가 어울립니다. 제곱 오차는 가장 많이 틀린 곳에서 느리게 배웁니다.</translation>
    </message>
    <message>
        <source>Cross-entropy ignores outputs that should be 0. For sigmoid outputs use binary cross-entropy.</source>
        <translation>교차 엔트로피는 목표가 0인 출력을 무시합니다. sigmoid 출력에는 이진 교차 엔트로피를 쓰세요.</translation>
    </message>
    <message>
        <source>Cross-entropy needs probabilities: it reads these outputs as scores and squashes them itself.</source>
        <translation>교차 엔트로피에는 확률이 필요하므로, 이 출력을 점수로 보고 직접 확률로 바꾸어 계산합니다.</translation>
    </message>
    <message>
        <source>The output activation cannot reach some of the targets. Linear outputs reach every number.</source>
        <translation>지금 출력층의 활성화 함수로는 닿을 수 없는 목표가 있습니다. linear 출력은 어떤 수에도 닿습니다.</translation>
    </message>
    <message>
        <source>ReLU units that start from zero weights give 0, have no gradient, and never wake up.</source>
        <translation>가중치 0에서 시작한 ReLU 뉴런은 값도 기울기도 0이라 영영 깨어나지 못합니다.</translation>
    </message>
    <message>
        <source>Units that start equal stay equal: the layer works like a single unit. Draw random weights.</source>
        <translation>똑같이 시작한 뉴런은 끝까지 똑같아서 층 전체가 뉴런 하나처럼 움직입니다. 가중치를 무작위로 뽑으세요.</translation>
    </message>
    <message>
        <source>Done: {count} epochs of training.</source>
        <translation>완료: {count}에폭을 학습했습니다.</translation>
    </message>
    <message>
        <source>Done: the loss fell below {limit} in epoch {epoch}.</source>
        <translation>완료: 에폭 {epoch}에서 손실이 {limit} 아래로 내려갔습니다.</translation>
    </message>
    <message>
        <source>Done: the summed error fell below {limit} in epoch {epoch}.</source>
        <translation>완료: 에폭 {epoch}에서 오차의 합이 {limit} 아래로 내려갔습니다.</translation>
    </message>
    <message>
        <source>Done: every answer is right since epoch {epoch}.</source>
        <translation>완료: 에폭 {epoch}부터 모두 정답입니다.</translation>
    </message>
    <message>
        <source>Train {count} epochs more</source>
        <translation>{count}에폭 더 학습</translation>
    </message>
    <message>
        <source>Train on without this rule</source>
        <translation>이 조건 없이 계속 학습</translation>
    </message>
    <message>
        <source>Training met a fault ({message}) and stopped. The last good weights are kept; train again or reset.</source>
        <translation>학습 중에 문제가 생겨 멈췄습니다({message}). 마지막으로 정상이었던 가중치는 남아 있으니 다시 학습하거나 초기화하세요.</translation>
    </message>
    <message>
        <source>Your settings could not be read, so nnlab starts as on the first day. It works without.</source>
        <translation>저장된 설정을 읽을 수 없어 처음 상태로 시작합니다. 설정 없이도 nnlab은 잘 작동합니다.</translation>
    </message>
    <message>
        <source>Your settings cannot be kept, because their folder cannot be written to. They hold until you close nnlab.</source>
        <translation>설정 폴더에 쓸 수 없어 설정을 저장하지 못합니다. nnlab을 닫을 때까지는 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>nnlab closed unexpectedly last time. What is known of it lies in {report}.</source>
        <translation>지난번에 nnlab이 예기치 않게 종료되었습니다. 알려진 내용은 {report}에 있습니다.</translation>
    </message>
    <message>
        <source>Training exploded at step {step}: the inputs reach {size}; scale them to 0–1 first.</source>
        <translation>{step}번째 갱신에서 학습이 발산했습니다. 입력의 크기가 {size}까지 커지므로 먼저 0–1 범위로 줄이세요.</translation>
    </message>
    <message>
        <source>Training cannot go on from here: weights of layer {layer} are as large as {after}.</source>
        <translation>여기서부터는 학습을 계속할 수 없습니다. {layer}번 층의 가중치가 이미 {after}까지 커졌습니다.</translation>
    </message>
    <message>
        <source>Training cannot go on at step {step}: the loss is {loss}, though no weights grew. This loss does not suit these outputs.</source>
        <translation>{step}번째 갱신에서 학습을 계속할 수 없습니다. 가중치는 커지지 않았는데 손실이 {loss}입니다. 이 손실 함수는 이런 출력에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Training exploded at step {step}: the loss rose to {loss} all at once.</source>
        <translation>{step}번째 갱신에서 학습이 발산했습니다. 손실이 갑자기 {loss}까지 치솟았습니다.</translation>
    </message>
    <message>
        <source>Training exploded at step {step}: the weights of layer {layer} grew from {before} to {after} in 1 step.</source>
        <translation>{step}번째 갱신에서 학습이 발산했습니다. {layer}번 층의 가중치가 갱신 한 번 만에 {before}에서 {after}까지 커졌습니다.</translation>
    </message>
    <message>
        <source>Training exploded at step {step}: the weights of layer {layer} grew from {before} to {after} in {count} steps.</source>
        <translation>{step}번째 갱신에서 학습이 발산했습니다. {layer}번 층의 가중치가 갱신 {count}번 만에 {before}에서 {after}까지 커졌습니다.</translation>
    </message>
    <message>
        <source>Nothing was changed. Make them smaller, or undo.</source>
        <translation>바뀐 것은 없습니다. 가중치를 줄이거나 실행 취소하세요.</translation>
    </message>
    <message>
        <source>Your network was put back to step {step}.</source>
        <translation>신경망은 {step}번째 갱신으로 되돌렸습니다.</translation>
    </message>
    <message>
        <source>Continue with rate {rate}</source>
        <translation>학습률 {rate}에서 계속</translation>
    </message>
    <message>
        <source>Show the explosion</source>
        <translation>발산 과정 보기</translation>
    </message>
    <message>
        <source>Continue anyway</source>
        <translation>그래도 계속</translation>
    </message>
    <message>
        <source>Try {rate}</source>
        <translation>학습률 {rate} 적용</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>이유 보기</translation>
    </message>
    <message>
        <source>Layer {layer} has gone silent: its units give the same output for every sample.</source>
        <translation>{layer}번 층의 반응이 멎었습니다. 어떤 샘플을 넣어도 같은 값만 나옵니다.</translation>
    </message>
    <message>
        <source>The loss is higher than before training. The inputs reach {size}: scale them to 0–1 first.</source>
        <translation>손실이 학습 전보다 커졌습니다. 입력의 크기가 {size}까지 커지므로 먼저 0–1 범위로 줄이세요.</translation>
    </message>
    <message>
        <source>The loss is higher than before training. The learning rate {rate} may be too large.</source>
        <translation>손실이 학습 전보다 커졌습니다. 학습률({rate})이 너무 클 수 있습니다.</translation>
    </message>
    <message>
        <source>A ReLU unit whose weighted sum is negative for every sample gives 0 for all of them. Its gradient is 0 too, so no update can wake it: it is dead. Large steps push units there. A smaller learning rate, another start (He) or an activation with a slope everywhere, such as tanh or leaky ReLU, avoids it.</source>
        <translation>모든 샘플에서 가중합이 음수인 ReLU 뉴런은 언제나 0을 냅니다. 기울기(gradient)도 0이라 아무리 갱신해도 깨어나지 못하는 죽은 뉴런입니다. 한 번에 크게 갱신하면 뉴런이 이렇게 되기 쉽습니다. 학습률을 줄이거나, 초기값을 바꾸거나(He), tanh나 leaky ReLU처럼 기울기가 어디서도 0이 아닌 활성화 함수를 쓰면 피할 수 있습니다.</translation>
    </message>
    <message>
        <source>Each update walks down the slope of the loss by learning rate times gradient. Where the step is longer than the valley is wide, it lands higher on the other side, and the next step is longer still. A smaller rate takes more steps, but they lead down.</source>
        <translation>갱신할 때마다 손실의 비탈을 학습률 × 기울기(gradient)만큼 걸어 내려갑니다. 걸음이 골짜기의 폭보다 길면 건너편의 더 높은 곳에 닿고, 다음 걸음은 더 길어집니다. 학습률을 줄이면 걸음 수는 늘지만 아래로 내려갑니다.</translation>
    </message>
    <message>
        <source>Z = X·W + b, layer {layer}</source>
        <translation>Z = X·W + b, {layer}번 층</translation>
    </message>
    <message>
        <source>Y = f(Z), layer {layer}</source>
        <translation>Y = f(Z), {layer}번 층</translation>
    </message>
    <message>
        <source>the loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>error of the outputs</source>
        <translation>출력의 오차</translation>
    </message>
    <message>
        <source>dZ from dY, layer {layer}</source>
        <translation>dY에서 dZ로, {layer}번 층</translation>
    </message>
    <message>
        <source>dW and db, layer {layer}</source>
        <translation>dW와 db, {layer}번 층</translation>
    </message>
    <message>
        <source>error back to the inputs of layer {layer}</source>
        <translation>{layer}번 층의 입력까지 되돌린 오차</translation>
    </message>
    <message>
        <source>update of all weights</source>
        <translation>모든 가중치 갱신</translation>
    </message>
    <message>
        <source>{number} of {total}: {what}</source>
        <translation>{number} / {total}: {what}</translation>
    </message>
</context>
<context>
    <name>sklearn</name>
    <message>
        <source>scikit-learn has one activation for all hidden layers: ReLU, sigmoid, tanh or linear. Choose one of them.</source>
        <translation>scikit-learn은 모든 은닉층에 같은 활성화 함수를 씁니다. ReLU, 시그모이드, tanh, 선형 중에서 하나를 고르세요.</translation>
    </message>
    <message>
        <source>scikit-learn knows softmax with cross-entropy, sigmoid with binary cross-entropy and linear outputs with half squared error. Choose one of these pairs.</source>
        <translation>scikit-learn이 아는 짝은 소프트맥스와 교차 엔트로피, 시그모이드와 이진 교차 엔트로피, 선형 출력과 ½ 제곱 오차입니다. 이 가운데 하나를 고르세요.</translation>
    </message>
    <message>
        <source>In scikit-learn every layer has biases. Switch them on in every layer.</source>
        <translation>scikit-learn에서는 모든 층에 편향이 있습니다. 모든 층의 편향을 켜세요.</translation>
    </message>
    <message>
        <source>scikit-learn has SGD, momentum, Nesterov and Adam. Choose one of them.</source>
        <translation>scikit-learn에는 SGD, 모멘텀, Nesterov, Adam이 있습니다. 이 가운데 하나를 고르세요.</translation>
    </message>
    <message>
        <source>scikit-learn&apos;s classifier learns from targets that are 0 or 1. Put the targets on that scale.</source>
        <translation>scikit-learn의 분류기는 0과 1로 된 목표값에서 배웁니다. 목표값을 그 범위로 바꾸세요.</translation>
    </message>
    <message>
        <source>scikit-learn knows only classes that it is shown, and one of them has no sample to learn from. Take more samples.</source>
        <translation>scikit-learn은 본 적 있는 클래스만 아는데, 학습할 샘플이 하나도 없는 클래스가 있습니다. 샘플을 늘리세요.</translation>
    </message>
    <message>
        <source>These are more samples than are compared: scikit-learn would take minutes for an epoch. Take fewer.</source>
        <translation>비교하기에는 샘플이 너무 많습니다. scikit-learn은 한 에폭에 몇 분이 걸립니다. 샘플을 줄이세요.</translation>
    </message>
    <message>
        <source>Two classes are one yes or no in scikit-learn. So both train one sigmoid output, 1 for “{name}”, in place of the bench&apos;s two; it begins with their answers.</source>
        <translation>scikit-learn에서는 클래스 2개가 예/아니요 하나입니다. 그래서 양쪽 모두 실험대의 출력 2개 대신 시그모이드 출력 하나(“{name}” 클래스가 1)를 학습하며, 처음 답은 출력 2개일 때와 같습니다.</translation>
    </message>
    <message>
        <source>Adam: scikit-learn adds ε to √v before v is corrected for its start at zero, nnlab after it, as in the paper.</source>
        <translation>Adam: scikit-learn은 0에서 시작한 v를 보정하기 전에 √v에 ε을 더하고, nnlab은 논문처럼 보정한 뒤에 더합니다.</translation>
    </message>
    <message>
        <source>Stop rules are left out: both make the same number of epochs.</source>
        <translation>종료 조건은 쓰지 않습니다. 둘 다 같은 수의 에폭을 학습합니다.</translation>
    </message>
    <message>
        <source>The numbers are float32: sums in another order are rounded in another way.</source>
        <translation>수가 float32입니다. 더하는 순서가 다르면 반올림도 다릅니다.</translation>
    </message>
    <message>
        <source>The numbers exploded</source>
        <translation>수가 발산했습니다</translation>
    </message>
    <message>
        <source>The same weights</source>
        <translation>같은 가중치</translation>
    </message>
    <message>
        <source>Nearly the same weights</source>
        <translation>거의 같은 가중치</translation>
    </message>
    <message>
        <source>The weights have parted</source>
        <translation>가중치가 갈라졌습니다</translation>
    </message>
    <message>
        <source>Numbers became infinite, which ends a curve. Try a smaller learning rate; the bench is unchanged.</source>
        <translation>수가 무한대가 되어 곡선이 끝났습니다. 학습률을 줄여 보세요. 실험대는 그대로입니다.</translation>
    </message>
    <message>
        <source>After {count} epochs no weight or bias differs by more than {apart}.</source>
        <translation>{count}에폭 뒤 모든 가중치와 편향의 차이는 최대 {apart}입니다.</translation>
    </message>
    <message>
        <source>That is rounding: both compute the same.</source>
        <translation>이것은 반올림 오차이고, 둘은 같은 계산을 합니다.</translation>
    </message>
    <message>
        <source>What is rounded in the last digit can grow from step to step.</source>
        <translation>마지막 자리의 반올림 차이는 단계를 거치며 커질 수 있습니다.</translation>
    </message>
    <message>
        <source>Both begin with the same weights and see the same samples in the same order.</source>
        <translation>둘 다 같은 가중치에서 시작해 같은 샘플을 같은 순서로 봅니다.</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>시작하는 중 …</translation>
    </message>
    <message>
        <source>Epoch {done} of {count}</source>
        <translation>{count}에폭 중 {done}에폭</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
</context>
<context>
    <name>start_texts</name>
    <message>
        <source>Zeros</source>
        <translation>모두 0</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>상수</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>작은 값</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>표준정규</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>너무 큰 값</translation>
    </message>
    <message>
        <source>Every weight 0: what comes out is 0, and no gradient reaches the hidden layers. Only the output&apos;s biases learn.</source>
        <translation>가중치가 모두 0이면 나오는 값도 0이고 은닉층까지 기울기(gradient)가 닿지 않습니다. 출력층의 편향만 배웁니다.</translation>
    </message>
    <message>
        <source>Every weight the same: all units of a layer answer alike and learn alike, as one unit many times.</source>
        <translation>가중치가 모두 같으면 한 층의 뉴런이 똑같이 답하고 똑같이 배웁니다. 뉴런 하나를 여러 번 둔 것과 같습니다.</translation>
    </message>
    <message>
        <source>So small that in a deep network the activations, and the gradients on their way back, fade away.</source>
        <translation>너무 작아서 깊은 신경망에서는 활성값도, 거꾸로 돌아오는 기울기(gradient)도 층을 지날수록 사라집니다.</translation>
    </message>
    <message>
        <source>Wide layers add up large sums: tanh and sigmoid saturate, ReLU grows from layer to layer.</source>
        <translation>넓은 층은 가중합이 커집니다. tanh와 sigmoid는 포화(saturation)되고 ReLU는 층을 지날수록 커집니다.</translation>
    </message>
    <message>
        <source>Keeps the spread from layer to layer while the activation is nearly straight: for tanh, sigmoid and softmax (note 3.10).</source>
        <translation>활성화 함수가 거의 직선인 동안 층마다 퍼진 정도를 지킵니다. tanh, sigmoid, softmax에 씁니다(강의 노트 3.10).</translation>
    </message>
    <message>
        <source>Between what keeps the spread on the way there and what keeps it on the way back.</source>
        <translation>순전파에서 퍼진 정도를 지키는 값과 역전파에서 지키는 값의 중간입니다.</translation>
    </message>
    <message>
        <source>Twice LeCun&apos;s variance, for the half of the sums that ReLU drops. An output layer without ReLU gets LeCun&apos;s (note 3.10).</source>
        <translation>ReLU가 버리는 절반을 메우려고 분산을 LeCun의 두 배로 합니다. ReLU가 아닌 출력층에는 LeCun을 씁니다(강의 노트 3.10).</translation>
    </message>
    <message>
        <source>So large that everything saturates, or that numbers grow until they are none.</source>
        <translation>너무 커서 모두 포화되거나, 값이 커지다가 결국 숫자가 아니게 됩니다.</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <source>exploded in epoch {epoch}</source>
        <translation>에폭 {epoch}: 발산</translation>
    </message>
    <message>
        <source>{share} dead</source>
        <translation>죽은 뉴런 {share}</translation>
    </message>
    <message>
        <source>all units alike</source>
        <translation>모든 뉴런이 똑같음</translation>
    </message>
    <message>
        <source>{share} saturated</source>
        <translation>포화 뉴런 {share}</translation>
    </message>
    <message>
        <source>Start with {name}</source>
        <translation>초기값 적용: {name}</translation>
    </message>
    <message>
        <source>The network {shape} on the bench starts with {name} now: all of its weights were drawn afresh by seed {seed}. Undo brings the old ones back.</source>
        <translation>실험대의 신경망 {shape}: 초기값 {name}, 시드 {seed}. 가중치를 모두 새로 뽑았습니다. 실행 취소하면 전의 가중치로 돌아갑니다.</translation>
    </message>
    <message>
        <source>The network is too large for eight of it side by side: each may have {count} weights and biases. Choose fewer or narrower layers at the right; the bench stays as it is.</source>
        <translation>신경망이 커서 여덟 개를 나란히 둘 수 없습니다. 하나에 가중치와 편향을 합쳐 {count}개까지입니다. 오른쪽에서 층을 줄이거나 좁히세요. 실험대는 그대로입니다.</translation>
    </message>
</context>
<context>
    <name>sweep_form</name>
    <message>
        <source>Give a value or several, with spaces between them.</source>
        <translation>값을 하나 이상, 사이를 띄워서 넣으세요.</translation>
    </message>
    <message>
        <source>At most {count} values of one setting can be tried.</source>
        <translation>설정 하나에 값은 {count}개까지 넣을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>sweep_pictures</name>
    <message>
        <source>runs</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>what the first weights and the order of samples are drawn from</source>
        <translation>첫 가중치와 샘플 순서를 뽑는 시드</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>how the run ended</source>
        <translation>실행이 어떻게 끝났는지</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>passes over the samples until it ended</source>
        <translation>끝날 때까지 샘플 전체를 훑은 횟수</translation>
    </message>
</context>
<context>
    <name>sweep_texts</name>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Hidden width</source>
        <translation>은닉층 너비</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>은닉층 수</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>초기값</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>최적화기</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>how far each step goes</source>
        <translation>한 걸음의 크기</translation>
    </message>
    <message>
        <source>units in every hidden layer</source>
        <translation>은닉층마다 뉴런 수</translation>
    </message>
    <message>
        <source>how many hidden layers</source>
        <translation>은닉층의 수</translation>
    </message>
    <message>
        <source>what bends the hidden layers&apos; sums</source>
        <translation>은닉층의 합을 구부리는 함수</translation>
    </message>
    <message>
        <source>how the first weights are drawn</source>
        <translation>첫 가중치를 뽑는 방법</translation>
    </message>
    <message>
        <source>how a gradient becomes a step</source>
        <translation>기울기로 걸음을 정하는 방법</translation>
    </message>
    <message>
        <source>samples for each update</source>
        <translation>갱신마다 쓰는 샘플 수</translation>
    </message>
    <message>
        <source>Values with spaces or ; between them: {example}. At random also a range: {range}.</source>
        <translation>값 사이는 띄우거나 ; 기호로 나눕니다: {example}. 무작위일 때는 범위도 됩니다: {range}.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>accuracy, unseen</source>
        <translation>정확도(처음 보는)</translation>
    </message>
    <message>
        <source>accuracy, training</source>
        <translation>정확도(학습)</translation>
    </message>
    <message>
        <source>loss, unseen</source>
        <translation>손실(처음 보는)</translation>
    </message>
    <message>
        <source>loss, training</source>
        <translation>손실(학습)</translation>
    </message>
    <message>
        <source>error, unseen</source>
        <translation>오차(처음 보는)</translation>
    </message>
    <message>
        <source>error, training</source>
        <translation>오차(학습)</translation>
    </message>
    <message>
        <source>of samples never learned from</source>
        <translation>학습에 쓰지 않은 샘플의 값</translation>
    </message>
    <message>
        <source>of the samples learned from</source>
        <translation>학습에 쓴 샘플의 값</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <source>one run each</source>
        <translation>값마다 실행 하나</translation>
    </message>
    <message>
        <source>± over seeds</source>
        <translation>±는 시드 간 편차</translation>
    </message>
    <message>
        <source>± over seeds and: {setting}</source>
        <translation>±는 시드 · {setting} 간 편차</translation>
    </message>
    <message>
        <source>± over: {setting}</source>
        <translation>±는 {setting} 간 편차</translation>
    </message>
    <message>
        <source>± over seeds and all other settings</source>
        <translation>±는 시드와 나머지 설정 간 편차</translation>
    </message>
    <message>
        <source>± over all other settings</source>
        <translation>±는 나머지 설정 간 편차</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>끝남</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>불가능</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>잃음</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>실행 1개</translation>
    </message>
    <message>
        <source>{runs} runs</source>
        <translation>실행 {runs}개</translation>
    </message>
    <message>
        <source>{runs} runs: {settings} settings, {seeds} seeds each</source>
        <translation>실행 {runs}개: 설정 {settings}가지, 시드 {seeds}개씩</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total}개 중 {done}개</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>약 {time}</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count}초</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count}분</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count}시간</translation>
    </message>
    <message>
        <source>The runs cannot be made: {reason} Those that are made are kept.</source>
        <translation>실행할 수 없습니다: {reason} 끝난 실행은 남아 있습니다.</translation>
    </message>
    <message>
        <source>The runs of this sweep cannot be written to the disk. They are made all the same, but a sweep that is broken off cannot be gone on with when nnlab is closed.</source>
        <translation>이 스윕의 실행 결과를 디스크에 쓸 수 없습니다. 실행은 그대로 계속되지만, nnlab을 닫으면 중단된 스윕을 이어서 할 수 없습니다.</translation>
    </message>
    <message>
        <source>a cluster needs the library distributed: pip install nnlab[cluster].</source>
        <translation>클러스터를 쓰려면 distributed 라이브러리가 필요합니다: pip install nnlab[cluster].</translation>
    </message>
    <message>
        <source>the scheduler does not answer. Check its address, like tcp://host:8786, and that it runs the same version of distributed.</source>
        <translation>스케줄러가 응답하지 않습니다. 주소(예: tcp://host:8786)와 distributed의 버전이 같은지 확인하세요.</translation>
    </message>
    <message>
        <source>this is no address of a scheduler. Write one like tcp://host:8786.</source>
        <translation>스케줄러 주소가 아닙니다. tcp://host:8786처럼 쓰세요.</translation>
    </message>
    <message>
        <source>the scheduler has no workers. Start some, with dask worker and its address.</source>
        <translation>스케줄러에 워커가 없습니다. dask worker 뒤에 주소를 적어 워커를 시작하세요.</translation>
    </message>
    <message>
        <source>the workers cannot run this nnlab. Install the same version of it there.</source>
        <translation>워커에서 이 nnlab을 실행할 수 없습니다. 같은 버전을 설치하세요.</translation>
    </message>
    <message>
        <source>a worker has another nnlab, Python or NumPy, or another kind of processor, so that results could differ. Use the same everywhere.</source>
        <translation>워커의 nnlab, Python, NumPy 또는 프로세서 종류가 이 컴퓨터와 달라 결과가 다를 수 있습니다. 모두 같은 것을 쓰세요.</translation>
    </message>
    <message>
        <source>a worker of the cluster does not answer. End it, or start it anew.</source>
        <translation>클러스터의 워커 하나가 응답하지 않습니다. 그 워커를 끝내거나 다시 시작하세요.</translation>
    </message>
    <message>
        <source>workers of the cluster were lost while the sweep began. Begin it again.</source>
        <translation>스윕을 시작하는 동안 클러스터의 워커가 사라졌습니다. 다시 시작하세요.</translation>
    </message>
    <message>
        <source>the scheduler of the cluster does not answer any more.</source>
        <translation>클러스터의 스케줄러가 더는 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>this computer did not start processes. Take fewer of them, or close other programs.</source>
        <translation>이 컴퓨터에서 프로세스를 시작하지 못했습니다. 프로세스 수를 줄이거나 다른 프로그램을 닫으세요.</translation>
    </message>
    <message>
        <source>a run came upon a fault of nnlab&apos;s own.</source>
        <translation>실행 중에 nnlab 자체의 오류가 났습니다.</translation>
    </message>
</context>
<context>
    <name>tables</name>
    <message>
        <source>target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>part</source>
        <translation>부분</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>right?</source>
        <translation>맞음</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>row name</source>
        <translation>행 이름</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>the network sees it</source>
        <translation>신경망이 봅니다</translation>
    </message>
    <message>
        <source>the network learns to answer it</source>
        <translation>신경망이 맞히도록 배웁니다</translation>
    </message>
    <message>
        <source>names the rows; nothing is learned from it</source>
        <translation>행의 이름입니다. 여기서는 배우지 않습니다</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>쓰지 않습니다</translation>
    </message>
    <message>
        <source>as a number</source>
        <translation>숫자 그대로</translation>
    </message>
    <message>
        <source>one-hot</source>
        <translation>원-핫</translation>
    </message>
    <message>
        <source>label number</source>
        <translation>번호로</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>a column for each value, 1 where it stands</source>
        <translation>값마다 열을 하나씩 두고, 해당하는 열만 1로 합니다</translation>
    </message>
    <message>
        <source>one column: the place of the value in the list of all, from 0</source>
        <translation>열 하나: 값 목록에서의 순서(0부터)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>0 – 1</source>
        <translation>0 – 1</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>표준화</translation>
    </message>
    <message>
        <source>the numbers of the table</source>
        <translation>표에 있는 숫자 그대로</translation>
    </message>
    <message>
        <source>least to largest becomes 0 to 1</source>
        <translation>최솟값에서 최댓값까지를 0에서 1로 바꿉니다</translation>
    </message>
    <message>
        <source>mean 0, standard deviation 1</source>
        <translation>평균 0, 표준편차 1</translation>
    </message>
    <message>
        <source>refuse</source>
        <translation>열지 않기</translation>
    </message>
    <message>
        <source>leave the row out</source>
        <translation>행 제외</translation>
    </message>
    <message>
        <source>fill in</source>
        <translation>채우기</translation>
    </message>
    <message>
        <source>a value of its own</source>
        <translation>별도의 값으로</translation>
    </message>
    <message>
        <source>the table is not opened until the cell has a value</source>
        <translation>칸에 값이 있을 때까지 표를 열지 않습니다</translation>
    </message>
    <message>
        <source>rows without this value are no samples</source>
        <translation>이 값이 없는 행은 샘플로 쓰지 않습니다</translation>
    </message>
    <message>
        <source>the mean of the training samples, or the commonest word</source>
        <translation>학습 샘플의 평균 또는 가장 흔한 단어로 채웁니다</translation>
    </message>
    <message>
        <source>“?” counts as one more value</source>
        <translation>“?”를 하나의 값으로 봅니다</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>쉼표</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>세미콜론</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>탭</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>세로줄</translation>
    </message>
    <message>
        <source>blanks</source>
        <translation>빈칸 문자</translation>
    </message>
    <message>
        <source>first row</source>
        <translation>첫 행</translation>
    </message>
    <message>
        <source>no line</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>{line}번째 줄</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>끝까지</translation>
    </message>
    <message>
        <source>outside the table: line {lines}</source>
        <translation>표 밖의 줄: {lines}</translation>
    </message>
    <message>
        <source>point, 0.5</source>
        <translation>점, 0.5</translation>
    </message>
    <message>
        <source>comma, 0,5</source>
        <translation>쉼표, 0,5</translation>
    </message>
    <message>
        <source>UTF-8, marked</source>
        <translation>UTF-8 (표시 있음)</translation>
    </message>
    <message>
        <source>Korean (CP949)</source>
        <translation>한국어 (CP949)</translation>
    </message>
    <message>
        <source>Western (CP1252)</source>
        <translation>서유럽 (CP1252)</translation>
    </message>
    <message>
        <source>Western (Latin-1)</source>
        <translation>서유럽 (Latin-1)</translation>
    </message>
    <message>
        <source>always the same</source>
        <translation>모두 같은 값</translation>
    </message>
    <message>
        <source>counts the rows</source>
        <translation>행 번호일 뿐</translation>
    </message>
    <message>
        <source>too many words</source>
        <translation>단어가 너무 많음</translation>
    </message>
    <message>
        <source>left out for too many different words: {names}</source>
        <translation>서로 다른 단어가 너무 많아 뺀 열: {names}</translation>
    </message>
    <message>
        <source>1 word</source>
        <translation>단어 1가지</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>단어 {count}가지</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>1 missing</source>
        <translation>빈칸 1개</translation>
    </message>
    <message>
        <source>{count} missing</source>
        <translation>빈칸 {count}개</translation>
    </message>
    <message>
        <source>Numbers from {least} to {greatest}, mean {mean}; {count} different</source>
        <translation>숫자: 최소 {least}, 최대 {greatest}, 평균 {mean}, 서로 다른 값 {count}개</translation>
    </message>
    <message>
        <source>Numbers from {least} to {greatest} “{unit}”, mean {mean}; {count} different</source>
        <translation>숫자(단위 “{unit}”): 최소 {least}, 최대 {greatest}, 평균 {mean}, 서로 다른 값 {count}개</translation>
    </message>
    <message>
        <source>One word: {words}</source>
        <translation>단어 1가지: {words}</translation>
    </message>
    <message>
        <source>{count} words: {words}</source>
        <translation>단어 {count}가지: {words}</translation>
    </message>
    <message>
        <source>line {line}, column {name}, “{cell}”</source>
        <translation>{line}번째 줄, {name} 열, “{cell}”</translation>
    </message>
    <message>
        <source>line {line}, column {name} is empty</source>
        <translation>{line}번째 줄, {name} 열이 비어 있습니다</translation>
    </message>
    <message>
        <source>1 cell is no number: line {lines}</source>
        <translation>숫자가 아닌 칸 1개: 줄 {lines}</translation>
    </message>
    <message>
        <source>{count} cells are no numbers: lines {lines}</source>
        <translation>숫자가 아닌 칸 {count}개: 줄 {lines}</translation>
    </message>
    <message>
        <source>Treat the cell as missing</source>
        <translation>이 칸을 빈칸으로 처리</translation>
    </message>
    <message>
        <source>Treat {count} cells as missing</source>
        <translation>{count}칸을 빈칸으로 처리</translation>
    </message>
    <message>
        <source>filled in</source>
        <translation>채운 값</translation>
    </message>
    <message>
        <source>Not measured: filled in with the commonest word of the training samples</source>
        <translation>측정한 값이 아닙니다. 학습 샘플에서 가장 흔한 단어로 채웠습니다</translation>
    </message>
    <message>
        <source>Not measured: filled in with the mean of the training samples</source>
        <translation>측정한 값이 아닙니다. 학습 샘플의 평균으로 채웠습니다</translation>
    </message>
    <message>
        <source>{count} whole numbers, taken for amounts. Are they classes?</source>
        <translation>서로 다른 정수 {count}개를 양으로 봅니다. 클래스 번호인가요?</translation>
    </message>
    <message>
        <source>1 sample</source>
        <translation>샘플 1개</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>샘플 {count}개</translation>
    </message>
    <message>
        <source>1 input</source>
        <translation>입력 1개</translation>
    </message>
    <message>
        <source>{count} inputs</source>
        <translation>입력 {count}개</translation>
    </message>
    <message>
        <source>classification in {count} classes</source>
        <translation>클래스 {count}개로 분류</translation>
    </message>
    <message>
        <source>classification: yes or no</source>
        <translation>분류: 예/아니요</translation>
    </message>
    <message>
        <source>classification: {count} times yes or no</source>
        <translation>분류: 예/아니요 {count}가지</translation>
    </message>
    <message>
        <source>regression: 1 number</source>
        <translation>회귀: 숫자 1개</translation>
    </message>
    <message>
        <source>regression: {count} numbers</source>
        <translation>회귀: 숫자 {count}개</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>1 row left out</source>
        <translation>행 1개 제외</translation>
    </message>
    <message>
        <source>{count} rows left out</source>
        <translation>행 {count}개 제외</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>행 1개</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>행 {count}개</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>열 1개</translation>
    </message>
    <message>
        <source>{count} columns</source>
        <translation>열 {count}개</translation>
    </message>
    <message>
        <source>No column is the target yet. Click the one to be learned, and choose “target”.</source>
        <translation>아직 목표인 열이 없습니다. 배울 열을 누르고 “목표”를 고르세요.</translation>
    </message>
    <message>
        <source>No column is an input yet. Click one that helps to answer, and choose “input”.</source>
        <translation>아직 입력인 열이 없습니다. 답을 맞히는 데 도움이 되는 열을 누르고 “입력”을 고르세요.</translation>
    </message>
    <message>
        <source>Open the table {name}</source>
        <translation>{name} 표 열기</translation>
    </message>
    <message>
        <source>Change the columns</source>
        <translation>열 변경</translation>
    </message>
    <message>
        <source>Change the split</source>
        <translation>데이터 나누기 변경</translation>
    </message>
    <message>
        <source>pasted table</source>
        <translation>붙여 넣은 표</translation>
    </message>
    <message>
        <source>The clipboard holds no table. Copy two columns and two rows of a spreadsheet, or more, and paste again.</source>
        <translation>클립보드에 표가 없습니다. 스프레드시트에서 두 열, 두 행 이상을 복사한 뒤 다시 붙여 넣으세요.</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>no bend: the sum itself</source>
        <translation>가중합 그대로</translation>
    </message>
    <message>
        <source>0 to 1: a yes or no</source>
        <translation>0~1: 예 또는 아니요</translation>
    </message>
    <message>
        <source>−1 to 1, steepest at 0</source>
        <translation>−1~1, 0에서 가장 가파름</translation>
    </message>
    <message>
        <source>0 below zero, straight above</source>
        <translation>음수는 0, 양수는 그대로</translation>
    </message>
    <message>
        <source>a ReLU that never dies</source>
        <translation>죽지 않는 ReLU</translation>
    </message>
    <message>
        <source>a smooth ReLU with a floor</source>
        <translation>바닥이 있는 매끄러운 ReLU</translation>
    </message>
    <message>
        <source>a ReLU with a round corner</source>
        <translation>모서리가 둥근 ReLU</translation>
    </message>
    <message>
        <source>a smooth ReLU, as in transformers</source>
        <translation>트랜스포머에 쓰는 매끄러운 ReLU</translation>
    </message>
    <message>
        <source>z times sigmoid of z</source>
        <translation>z × sigmoid(z)</translation>
    </message>
    <message>
        <source>0 or 1; cannot be trained</source>
        <translation>0 또는 1, 학습할 수 없음</translation>
    </message>
    <message>
        <source>shares that sum to 1: classes</source>
        <translation>합이 1인 비율: 분류</translation>
    </message>
    <message>
        <source>He uniform</source>
        <translation>He 균등</translation>
    </message>
    <message>
        <source>LeCun uniform</source>
        <translation>LeCun 균등</translation>
    </message>
    <message>
        <source>Glorot uniform</source>
        <translation>Glorot 균등</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>모두 0</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>상수</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>정규분포</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>균등분포</translation>
    </message>
    <message>
        <source>by nodes</source>
        <translation>노드 수 기준</translation>
    </message>
    <message>
        <source>given</source>
        <translation>주어진 값</translation>
    </message>
    <message>
        <source>half squared error</source>
        <translation>½ 제곱 오차</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>교차 엔트로피</translation>
    </message>
    <message>
        <source>binary cross-entropy</source>
        <translation>이진 교차 엔트로피</translation>
    </message>
    <message>
        <source>½ Σ (y − t)², for values</source>
        <translation>½ Σ (y − t)², 값 맞히기</translation>
    </message>
    <message>
        <source>for softmax outputs: classes</source>
        <translation>softmax 출력에: 분류</translation>
    </message>
    <message>
        <source>for sigmoid outputs: bits</source>
        <translation>sigmoid 출력에: 비트</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>rate times gradient</source>
        <translation>학습률 × 기울기</translation>
    </message>
    <message>
        <source>keeps rolling</source>
        <translation>구르던 방향으로 계속</translation>
    </message>
    <message>
        <source>rolls and looks ahead</source>
        <translation>한발 앞을 보고 움직임</translation>
    </message>
    <message>
        <source>smaller steps where it went far</source>
        <translation>많이 움직인 곳은 작은 걸음</translation>
    </message>
    <message>
        <source>scaled by recent gradients</source>
        <translation>최근 기울기의 크기로 조절</translation>
    </message>
    <message>
        <source>momentum and scaling together</source>
        <translation>모멘텀과 크기 조절을 함께</translation>
    </message>
    <message>
        <source>width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>ladybird</source>
        <translation>무당벌레</translation>
    </message>
    <message>
        <source>caterpillar</source>
        <translation>애벌레</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>개</translation>
    </message>
    <message>
        <source>cat</source>
        <translation>고양이</translation>
    </message>
    <message>
        <source>bird</source>
        <translation>새</translation>
    </message>
    <message>
        <source>class 0</source>
        <translation>클래스 0</translation>
    </message>
    <message>
        <source>class 1</source>
        <translation>클래스 1</translation>
    </message>
    <message>
        <source>class 2</source>
        <translation>클래스 2</translation>
    </message>
    <message>
        <source>class 3</source>
        <translation>클래스 3</translation>
    </message>
    <message>
        <source>T-shirt/top</source>
        <translation>티셔츠/상의</translation>
    </message>
    <message>
        <source>Trouser</source>
        <translation>바지</translation>
    </message>
    <message>
        <source>Pullover</source>
        <translation>풀오버</translation>
    </message>
    <message>
        <source>Dress</source>
        <translation>원피스</translation>
    </message>
    <message>
        <source>Coat</source>
        <translation>코트</translation>
    </message>
    <message>
        <source>Sandal</source>
        <translation>샌들</translation>
    </message>
    <message>
        <source>Shirt</source>
        <translation>셔츠</translation>
    </message>
    <message>
        <source>Sneaker</source>
        <translation>운동화</translation>
    </message>
    <message>
        <source>Bag</source>
        <translation>가방</translation>
    </message>
    <message>
        <source>Ankle boot</source>
        <translation>앵클부츠</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>최고 속도</translation>
    </message>
    <message>
        <source>{count} operations/s</source>
        <translation>연산 {count}회/초</translation>
    </message>
    <message>
        <source>1 operation/s</source>
        <translation>연산 1회/초</translation>
    </message>
    <message>
        <source>{count} updates/s</source>
        <translation>갱신 {count}회/초</translation>
    </message>
    <message>
        <source>1 update/s</source>
        <translation>갱신 1회/초</translation>
    </message>
</context>
</TS>
